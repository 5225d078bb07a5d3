package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;

/// Nobody has decided about a pairing yet. It travels with HTTP status 202.
///
/// @param looked somebody has it open in the console
/// @param retryMillis after how long to ask again
public record PairingWaiting(
        @JsonProperty(required = true) boolean looked,
        @JsonProperty(required = true) int retryMillis) {
    public static final int STATUS = 202;

    /// Bytes of a whole answer.
    public static final int MAX_BYTES = 1024;

    private static final int SHORTEST = 100;
    private static final int LONGEST = 60_000;

    public PairingWaiting {
        if (retryMillis < SHORTEST || retryMillis > LONGEST) {
            throw new IllegalArgumentException("between a tenth of a second and a minute");
        }
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static PairingWaiting read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, PairingWaiting.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
