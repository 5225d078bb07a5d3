package org.hongting.protocol.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 over `domain`, a line break and some content, cut to its first bytes, as hexadecimal digits. What is
/// hashed for one purpose is worthless for another.
public final class KeyedHash {
    private KeyedHash() {}

    /// @param domain what the hash is for, like `ht/v1/card`
    /// @param bytes how much of the hash is kept
    public static String of(byte[] secret, String domain, byte[] content, int bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(domain.getBytes(US_ASCII));
            mac.update((byte) '\n');
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(content), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
