package org.hongting.central.backup;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.central.document.Gate;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Hello;
import org.jspecify.annotations.Nullable;

/// A store that came back from a backup asks before it tells: it takes what terminals send again, and holds every
/// document back until somebody who knows what was lost says that it may go on. Safe for use by many threads.
public final class Restoration implements Gate {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private volatile boolean waiting;
    private volatile Runnable opened = () -> {};

    public Restoration(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.waiting = database.reading(Restoration::unconfirmed).isPresent();
    }

    /// What somebody should know before they let documents out.
    ///
    /// @param file the backup
    /// @param back records that terminals have sent since, which the backup had not
    /// @param pending records that terminals say they still have to send
    /// @param heard terminals that surely said hello since, of `terminals` that are claimed
    public record Waiting(
            Instant restoredAt,
            String file,
            long back,
            long pending,
            long heard,
            long terminals,
            List<Unknown> unknown) {
        public Waiting {
            unknown = List.copyOf(unknown);
        }
    }

    /// A kind of document of which terminals hold states that this store has never had.
    ///
    /// @param kind like `roster`
    public record Unknown(String kind, long documents, long terminals) {}

    /// Whom to tell when documents may go out.
    public void onOpening(Runnable listener) {
        opened = listener;
    }

    @Override
    public boolean isShut() {
        return waiting;
    }

    /// Every terminal says so once a minute: what is known already is not written again.
    @Override
    public void heard(Hello hello) {
        List<HeldDocument> unknown = database.reading(transaction -> hello.documents().stream()
                .filter(held -> isUnknown(transaction, hello, held))
                .toList());
        if (unknown.isEmpty()) {
            return;
        }
        List<@Nullable Object[]> rows = new ArrayList<>(unknown.size());
        String now = UtcText.of(clock.instant());
        unknown.forEach(held ->
                rows.add(new Object[] {hello.terminal().value(), held.document().value(), held.version(), now}));
        database.inTransaction(transaction -> {
            transaction.updateEach(
                    "INSERT INTO unknown_document (terminal, document, version, heard_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (terminal, document) DO UPDATE SET version = excluded.version",
                    rows);
            return null;
        });
    }

    private static boolean isUnknown(Transaction transaction, Hello hello, HeldDocument held) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS known FROM document_version WHERE document = ? AND hash = ?"
                                + " UNION ALL SELECT 1 FROM unknown_document"
                                + " WHERE terminal = ? AND document = ? AND version = ?",
                        row -> row.integer("known"),
                        held.document().value(),
                        held.hash().bytes(),
                        hello.terminal().value(),
                        held.document().value(),
                        held.version())
                .isEmpty();
    }

    /// What the console shows while it waits; nothing once somebody has confirmed.
    public Optional<Waiting> find() {
        return waiting ? database.reading(Restoration::unconfirmed) : Optional.empty();
    }

    private static Optional<Waiting> unconfirmed(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT restored_at, file,"
                        + " (SELECT coalesce(sum(up_to), 0) FROM epoch) - records AS back,"
                        + " (SELECT coalesce(sum(pending), 0) FROM terminal WHERE revoked_at IS NULL) AS pending,"
                        + " (SELECT count(*) FROM terminal WHERE revoked_at IS NULL"
                        + "   AND proved_at >= restored_at) AS heard,"
                        + " (SELECT count(*) FROM terminal WHERE revoked_at IS NULL) AS terminals"
                        + " FROM restoration WHERE confirmed_at IS NULL ORDER BY restored_at DESC LIMIT 1",
                row -> new Waiting(
                        UtcText.parse(row.text("restored_at")),
                        row.text("file"),
                        row.integer("back"),
                        row.integer("pending"),
                        row.integer("heard"),
                        row.integer("terminals"),
                        unknown(transaction)));
    }

    private static List<Unknown> unknown(Transaction transaction) {
        SortedMap<String, Set<String>> documents = new TreeMap<>();
        SortedMap<String, Set<String>> terminals = new TreeMap<>();
        transaction.query("SELECT terminal, document FROM unknown_document", row -> {
            String document = row.text("document");
            String kind = new DocumentName(document).kind();
            documents.computeIfAbsent(kind, first -> new HashSet<>()).add(document);
            return terminals.computeIfAbsent(kind, first -> new HashSet<>()).add(row.text("terminal"));
        });
        return documents.entrySet().stream()
                .map(kind -> new Unknown(
                        kind.getKey(),
                        kind.getValue().size(),
                        terminals.getOrDefault(kind.getKey(), Set.of()).size()))
                .toList();
    }

    /// Somebody knows enough: terminals are told what this store holds from now on.
    public void goOn(String account) {
        boolean confirmed = database.inTransaction(transaction -> {
            int rows = transaction.update(
                    "UPDATE restoration SET confirmed_at = ?, confirmed_by = ? WHERE confirmed_at IS NULL",
                    UtcText.of(clock.instant()),
                    account);
            if (rows > 0) {
                transaction.update("DELETE FROM unknown_document");
                audit.record(transaction, account, "store.continued", "store", "");
            }
            return rows > 0;
        });
        waiting = false;
        if (confirmed) {
            opened.run();
        }
    }
}
