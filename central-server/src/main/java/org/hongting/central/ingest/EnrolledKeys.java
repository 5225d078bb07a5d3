package org.hongting.central.ingest;

import java.security.PublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;

/// The keys of enrolled, unrevoked terminals. A terminal's messages are checked against its own key alone, so that a
/// message signed by another is signed by nobody. Safe for use by many threads.
final class EnrolledKeys {
    private static final int PARSED_KEYS = 10_000;

    /// Parsing a key costs more than a row: the newest are kept parsed, by their bytes' short name.
    private final Map<KeyId, PublicKey> parsed = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyId, PublicKey> eldest) {
            return size() > PARSED_KEYS;
        }
    };

    Map<TerminalId, KeyDirectory> of(Transaction transaction, Collection<TerminalId> terminals) {
        Map<TerminalId, KeyDirectory> directories = new HashMap<>();
        for (TerminalId terminal : terminals) {
            KeyDirectory directory = transaction
                    .queryFirst(
                            "SELECT public_key FROM terminal WHERE id = ? AND revoked_at IS NULL",
                            row -> directoryOf(row.bytes("public_key")),
                            terminal.value())
                    .orElse(nobody -> null);
            directories.put(terminal, directory);
        }
        return directories;
    }

    private synchronized KeyDirectory directoryOf(byte[] subjectPublicKeyInfo) {
        KeyId id = new KeyId(org.hongting.protocol.record.Digest.of(subjectPublicKeyInfo)
                .hex()
                .substring(0, 16));
        PublicKey cached = parsed.get(id);
        PublicKey key = cached != null && java.util.Arrays.equals(cached.getEncoded(), subjectPublicKeyInfo)
                ? cached
                : P256.publicKey(subjectPublicKeyInfo);
        parsed.put(id, key);
        return asked -> asked.equals(id) ? key : null;
    }
}
