package org.hongting.protocol.signing;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/// Who may sign here. Implementations answer only with keys that are trusted for the purpose at hand.
@FunctionalInterface
public interface KeyDirectory {
    @Nullable
    PublicKey find(KeyId id);

    /// One key and no other.
    static KeyDirectory of(PublicKey key) {
        KeyId known = KeyId.of(key);
        return id -> id.equals(known) ? key : null;
    }
}
