package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;

/// A machine without an identity and without a ticket asks to be paired: `POST` to [#PATH], answered by [PairingBegun]
/// or [PairingRefused]. It names no key yet: see [PairingWords].
///
/// @param commitment as of [PairingWords#commitment]
public record PairingStart(
        @JsonProperty(required = true) Digest commitment,
        @JsonProperty(required = true) Inventory inventory) {
    /// Where the centre's terminal listener begins pairings.
    public static final String PATH = "/terminal/pairings";

    /// Bytes of a whole request; a longer body is refused unread.
    public static final int MAX_BYTES = 2048;

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static PairingStart read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, PairingStart.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
