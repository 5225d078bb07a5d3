package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;

/// The centre says no to an [IdentityAsk] or a [Renewal], and why. It is not signed: a terminal that hears one asks how
/// it stands, and believes that.
public record RenewalRefused(@JsonProperty(required = true) Reason reason) {
    /// Bytes of a whole refusal.
    public static final int MAX_BYTES = 1024;

    /// Why, with the HTTP status it travels under. The names are part of version 1.
    public enum Reason {
        /// Malformed, too long, or not signed by the key of the terminal that it names.
        BAD_REQUEST(400),
        /// The word is not this centre's, not for this terminal, older than five minutes, or was used before.
        STALE_WORD(409),
        /// A certificate for another key: a new key is a new machine, which is claimed.
        OTHER_KEY(422),
        /// No terminal with that key may connect. How it stands says the word.
        NOT_ENROLLED(403),
        /// Too many questions from this address. Ask again in a minute.
        TOO_OFTEN(429);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static RenewalRefused read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, RenewalRefused.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
