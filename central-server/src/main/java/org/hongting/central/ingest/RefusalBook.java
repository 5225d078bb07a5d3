package org.hongting.central.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.RefusedMessage.Reason;

/// Counts what never became a message: packets the broker refused, and whatever was refused at another [Door]. What
/// comes while a count waits to be written is added to it, so whoever tries without end costs a row and no queue. Safe
/// for use by many threads; never waits.
public final class RefusalBook {
    /// How long what strangers did waits to be written: a flood of it is a transaction a second.
    static final Duration GATHERING = Duration.ofSeconds(1);

    private final Database database;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Map<Refusal, Integer> waiting = new HashMap<>();
    private final Map<AtDoor, Integer> gathered = new HashMap<>();

    private record Refusal(TerminalId terminal, Reason reason) {}

    private record AtDoor(Door door, String reason) {}

    public RefusalBook(Database database, Scheduler scheduler, InstantSource clock) {
        this.database = database;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Counts what an enrolled terminal did.
    public void add(TerminalId terminal, Reason reason) {
        if (isFirst(waiting, new Refusal(terminal, reason))) {
            scheduler.execute(this::write);
        }
    }

    /// Counts what anybody did.
    ///
    /// @param reason one of a closed set: what is read makes no new ones
    public void add(Door door, Enum<?> reason) {
        if (isFirst(gathered, new AtDoor(door, Words.of(reason)))) {
            scheduler.after(GATHERING, this::writeGathered);
        }
    }

    private static <K> boolean isFirst(Map<K, Integer> counts, K refusal) {
        synchronized (counts) {
            boolean isFirst = counts.isEmpty();
            counts.merge(refusal, 1, Integer::sum);
            return isFirst;
        }
    }

    private static <K> Map<K, Integer> taken(Map<K, Integer> counts) {
        synchronized (counts) {
            Map<K, Integer> taken = Map.copyOf(counts);
            counts.clear();
            return taken;
        }
    }

    /// A count that cannot be written is lost with the fault: it is no fact of a person.
    private void write() {
        Map<Refusal, Integer> counts = taken(waiting);
        database.inTransaction(transaction -> {
            counts.forEach((refusal, times) ->
                    RefusedMessages.count(transaction, refusal.reason(), refusal.terminal(), times, clock.instant()));
            return true;
        });
    }

    private void writeGathered() {
        Map<AtDoor, Integer> counts = taken(gathered);
        database.inTransaction(transaction -> {
            counts.forEach((refusal, times) -> count(transaction, refusal, times));
            return true;
        });
    }

    private void count(Transaction transaction, AtDoor refusal, int times) {
        String now = UtcText.of(clock.instant());
        transaction.update(
                "INSERT INTO refusal (door, reason, count, first_at, last_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (door, reason) DO UPDATE"
                        + " SET count = refusal.count + excluded.count, last_at = excluded.last_at",
                refusal.door().word(),
                refusal.reason(),
                times,
                now,
                now);
    }
}
