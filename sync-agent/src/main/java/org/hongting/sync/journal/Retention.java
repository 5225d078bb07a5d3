package org.hongting.sync.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Envelope;

/// Gives up records that the centre holds for good: acknowledged, safe by the word of the store that speaks now, and
/// old, or the disk is short. From the first of an epoch on and never past one that must stay, so that the chain of
/// what is kept begins at a value that is kept with it. The last record of the disk always stays.
///
/// A step is one short transaction: power may go at any moment. The file does not shrink by it; its room is used again.
/// Safe for use by many threads.
public final class Retention {
    /// Records younger than this stay while there is room: more than a school year.
    public static final Duration AGE = Duration.ofDays(400);

    private static final int ROWS = 200;

    private final Database database;
    private final TerminalId terminal;

    public Retention(Database database, TerminalId terminal) {
        this.database = database;
        this.terminal = terminal;
    }

    /// What may go.
    public sealed interface Reach {
        /// Records whose own clock says that they were written before.
        record Before(Instant moment) implements Reach {}

        /// Everything that is safe: the disk is short.
        record Everything() implements Reach {}
    }

    /// Prunes some records of one epoch.
    ///
    /// @return how many; 0 where nothing more may go
    public int step(Reach reach) {
        return database.inTransaction(transaction -> {
            long end = transaction
                    .queryFirst("SELECT max(position) AS position FROM journal_record", row -> row.integer("position"))
                    .orElse(0L);
            for (EpochRow epoch : EpochRow.ofTerminal(transaction, terminal)) {
                int pruned = prune(transaction, epoch, end, reach);
                if (pruned > 0) {
                    return pruned;
                }
            }
            return 0;
        });
    }

    private static int prune(Transaction transaction, EpochRow epoch, long end, Reach reach) {
        long until = Math.min(epoch.base() + epoch.prunable(), end - 1);
        long from = epoch.base() + epoch.pruned();
        if (until <= from) {
            return 0;
        }
        List<StoredRecord> some;
        try {
            some = StoredRecord.after(transaction, from, (int) Math.min(ROWS, until - from)).stream()
                    .takeWhile(record -> record.position() <= until && isWithin(reach, record))
                    .toList();
        } catch (IllegalArgumentException e) {
            return 0; // bytes that are no lines: a person must look at this epoch, and the others go on
        }
        if (some.isEmpty()) {
            return 0;
        }
        JournalTables.prune(transaction, epoch, some.getLast());
        return some.size();
    }

    /// What cannot be read stays for a person to look at, as long as there is room.
    private static boolean isWithin(Reach reach, StoredRecord record) {
        return switch (reach) {
            case Reach.Everything() -> true;
            case Reach.Before(var moment) -> {
                try {
                    yield Envelope.ofLine(record.lines().envelope())
                            .clock()
                            .wall()
                            .toInstant()
                            .isBefore(moment);
                } catch (MalformedJson e) {
                    yield false;
                }
            }
        };
    }
}
