package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;

/// A phone of a member whose passes count, as the roster names it.
///
/// @param number tells a member's phones apart, 0 to 255, as it stands in a pass
/// @param key SubjectPublicKeyInfo of its P-256 key as base64
public record PhoneKey(
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String key) {
    private static final int KEY_CHARACTERS = 256;

    public PhoneKey {
        if (number < 0 || number > 0xFF || key.isEmpty() || key.length() > KEY_CHARACTERS) {
            throw new IllegalArgumentException("not a phone's key");
        }
    }

    public static PhoneKey of(int number, byte[] subjectPublicKeyInfo) {
        return new PhoneKey(number, Base64.getEncoder().encodeToString(subjectPublicKeyInfo));
    }

    /// @throws IllegalArgumentException if it is not base64
    public byte[] bytes() {
        return Base64.getDecoder().decode(key);
    }
}
