package org.hongting.central.ingest;

import java.time.Instant;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Hello.HeldEpoch;

/// What a terminal said it has and the centre has not, so that what never comes can be counted: an epoch that hellos
/// named and the latest does not name any more, though records of it are missing, ended with its disk. The count goes
/// away by itself when the records come.
final class ToldEpochs {
    /// A terminal that boasts must not make sums overflow; no disk holds more.
    static final long MOST_RECORDS = 1_000_000_000_000L;

    private final Transaction transaction;
    private final TerminalId terminal;
    private final Instant now;

    ToldEpochs(Transaction transaction, TerminalId terminal, Instant now) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
    }

    /// Before what one hello says: it names all that waits. What has come meanwhile is done with. One that a person
    /// carried may be older than others, and only adds to what is known.
    void listen() {
        transaction.update(
                "DELETE FROM told_epoch WHERE terminal = ? AND newest <= coalesce((SELECT e.up_to FROM epoch AS e"
                        + " WHERE e.terminal = told_epoch.terminal AND e.epoch = told_epoch.epoch), 0)",
                terminal.value());
        transaction.update("UPDATE told_epoch SET told = 0 WHERE terminal = ? AND told = 1", terminal.value());
    }

    void hear(HeldEpoch held, long upTo) {
        if (held.newest() <= upTo) {
            return;
        }
        transaction.update(
                "INSERT INTO told_epoch (terminal, epoch, newest, told, told_at) VALUES (?, ?, ?, 1, ?)"
                        + " ON CONFLICT (terminal, epoch) DO UPDATE SET told = 1, told_at = excluded.told_at,"
                        + " newest = CASE WHEN told_epoch.newest > excluded.newest"
                        + " THEN told_epoch.newest ELSE excluded.newest END",
                terminal.value(),
                held.epoch().value(),
                Math.min(held.newest(), MOST_RECORDS),
                UtcText.of(now));
    }
}
