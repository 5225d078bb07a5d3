package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 value: 32 bytes, written as 64 hexadecimal digits.
public final class Digest {
    private static final int BYTES = 32;

    /// Never fed: a copy of it is quicker than the search through what the platform offers.
    private static final MessageDigest FRESH = looked();

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 value has 32 bytes");
        }
        this.bytes = bytes;
    }

    /// The digest of the parts, one after the other with nothing between them.
    public static Digest of(byte[]... parts) {
        MessageDigest sha256 = sha256();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return new Digest(sha256.digest());
    }

    /// Takes 32 bytes that are a digest already.
    public static Digest wrap(byte[] bytes) {
        return new Digest(bytes.clone());
    }

    /// @throws IllegalArgumentException if it is not 64 hexadecimal digits in lower case: one value has one form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Digest ofHex(String hex) {
        if (hex.length() != 2 * BYTES || !isLower(hex)) {
            throw new IllegalArgumentException("not a SHA-256 value");
        }
        return new Digest(HexFormat.of().parseHex(hex));
    }

    /// Looked at letter by letter: there is one in every record that is read.
    private static boolean isLower(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            char digit = hex.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /// A running SHA-256, for content that comes in pieces; finish it with [#wrap].
    public static MessageDigest sha256() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return looked();
        }
    }

    private static MessageDigest looked() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @JsonValue
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
