package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// A pairing waits for somebody at the console.
///
/// @param id drawn by the centre, 32 hexadecimal digits
/// @param seconds how long it waits; then the machine begins another
/// @param page where the console shows this pairing, for the code on the screen; none where nobody said how phones
/// reach
/// the console
public record PairingBegun(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) int seconds,
        @Nullable String page) {
    /// Bytes of a whole answer; a longer one is refused unread.
    public static final int MAX_BYTES = 2048;

    private static final int PAGE_CHARACTERS = 300;
    private static final int LONGEST_SECONDS = 3600;

    public PairingBegun {
        ClaimText.requireForm("pairing", id, ClaimText.NONCE);
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException("a pairing waits for an hour at most");
        }
        if (page != null) {
            ClaimText.requireLine("page", page, PAGE_CHARACTERS);
        }
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static PairingBegun read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, PairingBegun.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
