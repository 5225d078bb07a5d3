package org.hongting.protocol.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;

/// Whose releases are taken: public keys as a text, one a line in base64 of its SubjectPublicKeyInfo. What follows a
/// hash is for people.
public record ReleaseKeys(List<PublicKey> keys) {
    /// Nobody's.
    public static final ReleaseKeys NONE = new ReleaseKeys(List.of());

    /// Bytes of such a text.
    public static final int MOST_BYTES = 64 * 1024;

    private static final int MOST = 32;

    public ReleaseKeys {
        keys = List.copyOf(keys);
        if (keys.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " keys are pinned");
        }
    }

    /// @throws IllegalArgumentException if a line is not a key: half of a text would be a surprise later
    public static ReleaseKeys read(byte[] text) {
        if (text.length > MOST_BYTES) {
            throw new IllegalArgumentException("the text of release keys is too long");
        }
        List<PublicKey> keys = new ArrayList<>();
        for (String line : new String(text, US_ASCII).lines().toList()) {
            String key = line.replaceFirst("#.*", "").strip();
            if (!key.isEmpty()) {
                keys.add(P256.publicKey(Base64.getDecoder().decode(key)));
            }
        }
        return new ReleaseKeys(keys);
    }

    /// A line of such a text.
    public static String line(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded()) + " # " + KeyId.of(key);
    }
}
