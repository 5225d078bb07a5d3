package org.hongting.protocol.signing;

import java.security.KeyPair;

/// Signs with one key. Safe for use by many threads.
public interface Signer {
    KeyId key();

    /// @return 64 raw bytes
    byte[] sign(byte[] message);

    static Signer of(KeyPair pair) {
        KeyId id = KeyId.of(pair.getPublic());
        return new Signer() {
            @Override
            public KeyId key() {
                return id;
            }

            @Override
            public byte[] sign(byte[] message) {
                return P256.sign(pair.getPrivate(), message);
            }
        };
    }
}
