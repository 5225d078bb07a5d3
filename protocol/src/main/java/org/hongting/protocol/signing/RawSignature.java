package org.hongting.protocol.signing;

import java.security.PublicKey;
import java.util.Arrays;

/// A signature of suite `P256`: 64 raw bytes, r then s.
public final class RawSignature {
    private final byte[] bytes;

    public RawSignature(byte[] bytes) {
        if (bytes.length != P256.SIGNATURE_BYTES) {
            throw new IllegalArgumentException("a signature has " + P256.SIGNATURE_BYTES + " bytes");
        }
        this.bytes = bytes.clone();
    }

    public boolean isOver(byte[] message, PublicKey key) {
        return P256.verify(key, message, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawSignature signature && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
