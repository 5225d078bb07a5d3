package org.hongting.protocol.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 over `domain`, a line break and some content, cut to its first bytes, as hexadecimal digits. What is
/// hashed for one purpose is worthless for another.
///
/// One that was made with [#under] is for many hashes, one after the other; making the key ready costs more than a
/// hash. Not safe for use by several threads.
public final class KeyedHash {
    private final Mac mac;
    private final byte[] domain;

    private KeyedHash(Mac mac, byte[] domain) {
        this.mac = mac;
        this.domain = domain;
    }

    /// @param domain what the hashes are for, like `ht/v1/card`
    public static KeyedHash under(byte[] secret, String domain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return new KeyedHash(mac, domain.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /// @param bytes how much of the hash is kept
    public String of(byte[] content, int bytes) {
        mac.update(domain);
        mac.update((byte) '\n');
        return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(content), bytes));
    }

    /// @param domain what the hash is for, like `ht/v1/card`
    /// @param bytes how much of the hash is kept
    public static String of(byte[] secret, String domain, byte[] content, int bytes) {
        return under(secret, domain).of(content, bytes);
    }
}
