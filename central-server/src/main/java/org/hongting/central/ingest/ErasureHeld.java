package org.hongting.central.ingest;

import java.time.Instant;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.Subject;
import org.hongting.protocol.wire.Hello;

/// What terminals said of the document that names erased people. A terminal that holds it has done it.
final class ErasureHeld {
    private ErasureHeld() {}

    /// Every terminal says so once a minute: what is known already is not written again. Whoever says it no more
    /// has another disk than before.
    static void hear(Transaction transaction, Hello hello, Instant now) {
        Optional<HeldDocument> said = hello.documents().stream()
                .filter(held -> held.document().equals(DocumentName.ERASE))
                .findFirst();
        said.ifPresentOrElse(
                held -> keep(transaction, hello.terminal(), held, now),
                () -> transaction.update(
                        "UPDATE erasure_held SET version = 0, said_at = ? WHERE terminal = ? AND version > 0",
                        UtcText.of(now),
                        hello.terminal().value()));
    }

    private static void keep(Transaction transaction, TerminalId terminal, HeldDocument held, Instant now) {
        transaction.update(
                "INSERT INTO erasure_held (terminal, store, generation, version, hash, said_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (terminal) DO UPDATE SET store = excluded.store,"
                        + " generation = excluded.generation, version = excluded.version, hash = excluded.hash,"
                        + " said_at = excluded.said_at WHERE erasure_held.hash <> excluded.hash"
                        + " OR erasure_held.store <> excluded.store OR erasure_held.version <> excluded.version"
                        + " OR erasure_held.generation <> excluded.generation",
                terminal.value(),
                held.store().id(),
                held.store().generation(),
                held.version(),
                held.hash().bytes(),
                UtcText.of(now));
    }

    /// A body is missing, and the centre has asked for no such thing: of this terminal, or of a record of this type.
    /// Those that it has asked for are counted.
    static boolean isUnasked(Transaction transaction, TerminalId terminal, Sorted.Good record) {
        if (!record.lines().body().equals(ReadFact.TOMBSTONE)) {
            return false;
        }
        boolean possible = FactType.find(
                        record.envelope().type(), record.envelope().version())
                .map(Subject::isPossible)
                .orElse(true);
        return !possible || !isCounted(transaction, terminal);
    }

    /// @return false if the terminal never said that it was told whom to erase
    private static boolean isCounted(Transaction transaction, TerminalId terminal) {
        return transaction.update(
                        "UPDATE erasure_held SET tombstones = tombstones + 1 WHERE terminal = ?", terminal.value())
                == 1;
    }
}
