package org.hongting.sync.journal;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// An epoch of this disk with how far the centre holds it.
///
/// @param base the position of the record before its first
/// @param last its last record
/// @param upTo acknowledged; 0 for none
/// @param safe of these, in a verified backup of the centre's present store
/// @param pruned given up here, from the first on; 0 for none
/// @param disputedAt the record at which centre and disk differ; 0 while they agree
record EpochRow(long ordinal, EpochId epoch, long base, long last, long upTo, long safe, long pruned, long disputedAt) {
    private static final String SELECT = """
            SELECT e.ordinal, e.epoch, e.base, a.up_to, a.safe, a.disputed_at, p.up_to AS pruned,
              coalesce((SELECT n.base FROM journal_epoch n WHERE n.ordinal = e.ordinal + 1),
                       (SELECT max(position) FROM journal_record), e.base) AS last_position
            FROM journal_epoch e LEFT JOIN journal_acknowledged a ON a.epoch = e.ordinal
              LEFT JOIN journal_pruned p ON p.epoch = e.ordinal
            WHERE e.terminal = ?""";

    static List<EpochRow> ofTerminal(Transaction transaction, TerminalId terminal) {
        return transaction.query(SELECT + " ORDER BY e.ordinal", EpochRow::read, terminal.value());
    }

    static Optional<EpochRow> find(Transaction transaction, TerminalId terminal, EpochId epoch) {
        return transaction.queryFirst(SELECT + " AND e.epoch = ?", EpochRow::read, terminal.value(), epoch.value());
    }

    private static EpochRow read(Transaction.Row row) {
        long base = row.integer("base");
        return new EpochRow(
                row.integer("ordinal"),
                new EpochId(row.text("epoch")),
                base,
                row.integer("last_position") - base,
                row.integer("up_to"),
                row.integer("safe"),
                row.integer("pruned"),
                row.integer("disputed_at"));
    }

    /// Whether the centre has not said yet that it holds all of it. What is wholly pruned waits too when a newer store
    /// speaks: that one must say whether it holds it.
    boolean isWaiting() {
        return disputedAt == 0 && last > upTo;
    }

    /// Whether the centre holds all of it, and not all of that is safe.
    boolean isUnsafe() {
        return disputedAt == 0 && last == upTo && safe < upTo;
    }

    /// Records that nobody waits for any more.
    long settled() {
        return Math.max(upTo, pruned);
    }

    /// Records that may be pruned, from the first on: the centre holds them, and in a backup too.
    long prunable() {
        return disputedAt == 0 ? Math.min(safe, upTo) : 0;
    }

    void markDisputed(Transaction transaction, long seq) {
        transaction.update("""
                INSERT INTO journal_acknowledged (epoch, up_to, safe, quarantined, disputed_at) VALUES (?, 0, 0, 0, ?)
                ON CONFLICT (epoch) DO UPDATE SET disputed_at = excluded.disputed_at""", ordinal, Math.max(1, seq));
    }
}
