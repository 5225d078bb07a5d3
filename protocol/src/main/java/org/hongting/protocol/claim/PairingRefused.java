package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;

/// The centre says no to a pairing, and why.
public record PairingRefused(@JsonProperty(required = true) Reason reason) {
    /// Bytes of a whole refusal.
    public static final int MAX_BYTES = 1024;

    /// Why, with the HTTP status it travels under. The names are part of version 1.
    public enum Reason {
        /// Never begun here, or forgotten since.
        UNKNOWN_PAIRING(404),
        /// Nobody approved it in time. Begin another.
        EXPIRED_PAIRING(410),
        /// What is shown is not what the pairing was begun with.
        OTHER_MACHINE(409),
        /// Somebody at the console said no, because the words differ or the machine is none of theirs.
        TURNED_AWAY(403),
        /// Malformed, too long, or its certificate request is not one by a P-256 key.
        BAD_REQUEST(400),
        /// Too many at once, or from this address. Ask again in a minute.
        TOO_MANY(429);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static PairingRefused read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, PairingRefused.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
