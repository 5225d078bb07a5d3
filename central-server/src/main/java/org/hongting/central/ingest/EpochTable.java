package org.hongting.central.ingest;

import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact.PreviousEpoch;

/// The watermarks of one terminal, in one transaction.
final class EpochTable {
    private final Transaction transaction;
    private final TerminalId terminal;

    EpochTable(Transaction transaction, TerminalId terminal) {
        this.transaction = transaction;
        this.terminal = terminal;
    }

    Optional<EpochState> find(EpochId epoch) {
        return transaction.queryFirst(
                "SELECT up_to, head, after_gap, safe, quarantined FROM epoch WHERE terminal = ? AND epoch = ?",
                row -> new EpochState(
                        epoch,
                        row.integer("up_to"),
                        Digest.wrap(row.bytes("head")),
                        row.integer("after_gap") == 1,
                        row.integer("safe"),
                        row.integer("quarantined")),
                terminal.value(),
                epoch.value());
    }

    void open(EpochState state, java.time.Instant now) {
        transaction.update(
                "INSERT INTO epoch (terminal, epoch, first_seen_at, up_to, head, after_gap) VALUES (?, ?, ?, ?, ?, ?)",
                terminal.value(),
                state.epoch().value(),
                UtcText.of(now),
                state.upTo(),
                state.head().bytes(),
                state.afterGap() ? 1 : 0);
    }

    /// Moves the watermark, on the condition that nobody else has.
    void advance(EpochState from, EpochState to) {
        int changed = transaction.update(
                "UPDATE epoch SET up_to = ?, head = ?, after_gap = ?, quarantined = ?"
                        + " WHERE terminal = ? AND epoch = ? AND up_to = ? AND after_gap = ?",
                to.upTo(),
                to.head().bytes(),
                to.afterGap() ? 1 : 0,
                to.quarantined(),
                terminal.value(),
                from.epoch().value(),
                from.upTo(),
                from.afterGap() ? 1 : 0);
        if (changed != 1) {
            throw new DatabaseFault(DatabaseFault.Kind.BUSY, "somebody else moved this watermark");
        }
    }

    /// Counts one more record of those below the watermark as kept apart.
    void countQuarantined(EpochId epoch) {
        transaction.update(
                "UPDATE epoch SET quarantined = quarantined + 1 WHERE terminal = ? AND epoch = ?",
                terminal.value(),
                epoch.value());
    }

    /// Jumps over records that the terminal has not any more. The terminal writes the start of the chain where it
    /// does not know a value, and so do we.
    EpochState skipTo(EpochState from, long upTo) {
        EpochState to = new EpochState(
                from.epoch(), upTo, Chain.start(terminal, from.epoch()), true, from.safe(), from.quarantined());
        advance(from, to);
        return to;
    }

    void nameParent(EpochId epoch, PreviousEpoch parent) {
        transaction.update(
                "UPDATE epoch SET parent_epoch = ?, parent_last = ?, parent_head = ? WHERE terminal = ? AND epoch = ?",
                parent.epoch().value(),
                parent.last(),
                parent.head().bytes(),
                terminal.value(),
                epoch.value());
    }

    List<EpochId> childrenOf(EpochId parent) {
        return transaction.query(
                "SELECT epoch FROM epoch WHERE terminal = ? AND parent_epoch = ?",
                row -> new EpochId(row.text("epoch")),
                terminal.value(),
                parent.value());
    }

    /// Epochs that go on from a parent below one of its records.
    List<EpochId> childrenBefore(EpochId parent, long seq) {
        return transaction.query(
                "SELECT epoch FROM epoch WHERE terminal = ? AND parent_epoch = ? AND parent_last < ?",
                row -> new EpochId(row.text("epoch")),
                terminal.value(),
                parent.value(),
                seq);
    }
}
