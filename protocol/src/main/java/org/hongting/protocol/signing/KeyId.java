package org.hongting.protocol.signing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.PublicKey;
import java.util.regex.Pattern;
import org.hongting.protocol.record.Digest;

/// The short name of a public key: the first 16 hexadecimal digits of the SHA-256 of its SubjectPublicKeyInfo. It
/// finds a key; it proves nothing.
public record KeyId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KeyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a key id");
        }
    }

    public static KeyId of(PublicKey key) {
        return new KeyId(Digest.of(key.getEncoded()).hex().substring(0, 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
