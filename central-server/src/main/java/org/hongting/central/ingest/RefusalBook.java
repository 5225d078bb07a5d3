package org.hongting.central.ingest;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.RefusedMessage.Reason;

/// Counts what never became a message: packets the broker refused. What comes while a count waits to be written is
/// added to it, so a terminal that tries without end costs a row and no queue. Safe for use by many threads; never
/// waits.
public final class RefusalBook {
    private final Database database;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Map<Refusal, Integer> waiting = new HashMap<>();

    private record Refusal(TerminalId terminal, Reason reason) {}

    public RefusalBook(Database database, Scheduler scheduler, InstantSource clock) {
        this.database = database;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    public void add(TerminalId terminal, Reason reason) {
        boolean isFirst;
        synchronized (waiting) {
            isFirst = waiting.isEmpty();
            waiting.merge(new Refusal(terminal, reason), 1, Integer::sum);
        }
        if (isFirst) {
            scheduler.execute(this::write);
        }
    }

    /// A count that cannot be written is lost with the fault: it is no fact of a person.
    private void write() {
        Map<Refusal, Integer> counts;
        synchronized (waiting) {
            counts = Map.copyOf(waiting);
            waiting.clear();
        }
        database.inTransaction(transaction -> {
            counts.forEach((refusal, times) ->
                    RefusedMessages.count(transaction, refusal.reason(), refusal.terminal(), times, clock.instant()));
            return true;
        });
    }
}
