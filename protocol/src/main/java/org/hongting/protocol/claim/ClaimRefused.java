package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;

/// The centre says no to a claim, and why. Asking again with the same request would not help.
public record ClaimRefused(@JsonProperty(required = true) Reason reason) {
    /// Bytes of a whole refusal.
    public static final int MAX_BYTES = 1024;

    /// Why, with the HTTP status it travels under. The names are part of version 1.
    public enum Reason {
        /// No such token was ever minted, or it has been forgotten.
        UNKNOWN_TOKEN(404),
        /// The token did its work and is closed: its terminal was revoked or replaced since.
        USED_TOKEN(409),
        /// The token's time is over, used or not.
        EXPIRED_TOKEN(410),
        /// Another machine has used the token: it is bound to that machine's key.
        NOT_FOR_THIS_KEY(403),
        /// The token was made for the machine of another serial number.
        NOT_FOR_THIS_MACHINE(403),
        /// The request is malformed, too long, or its certificate request is not one by a P-256 key.
        BAD_REQUEST(400);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static ClaimRefused read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, ClaimRefused.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
