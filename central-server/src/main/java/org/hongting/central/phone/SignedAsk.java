package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.PublicKey;
import java.util.Base64;
import org.hongting.protocol.signing.RawSignature;

/// What an enrolled phone asks in its member's name. No cookie, no session: the signature is all that counts.
///
/// @param at when it was signed, milliseconds since 1970 by the centre's time as the phone knows it
/// @param content JSON, as the phone signed it
/// @param proof 64 bytes as base64: the phone's signature over `ht/v1/ask`, what is asked for, the member, the phone's
/// number, the time and the content, a line break between them
record SignedAsk(
        @JsonProperty(required = true) String member,
        @JsonProperty(required = true) int phone,
        @JsonProperty(required = true) long at,
        @JsonProperty(required = true) String content,
        @JsonProperty(required = true) String proof) {
    boolean isSigned(String action, PublicKey key) {
        try {
            byte[] message = String.join("\n", "ht/v1/ask", action, member, "" + phone, "" + at, content)
                    .getBytes(UTF_8);
            return new RawSignature(Base64.getDecoder().decode(proof)).isOver(message, key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
