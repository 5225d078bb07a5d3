package org.hongting.central.health;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;

/// Takes health messages in: on the broker's threads they are only put in line, and on the scheduler many are one
/// transaction. What finds no room in the line is dropped; the next whole message makes it good. Safe for use by many
/// threads.
public final class HealthIntake {
    /// Two of every terminal of the largest fleet.
    private static final int WAITING = 10_000;

    private static final int AT_ONCE = 200;

    private final Database database;
    private final Terminals terminals;
    private final RefusalBook refusals;
    private final Alarms alarms;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Deque<Arrived> line = new ArrayDeque<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    public HealthIntake(
            Database database,
            Terminals terminals,
            RefusalBook refusals,
            Alarms alarms,
            Scheduler scheduler,
            InstantSource clock) {
        this.database = database;
        this.terminals = terminals;
        this.refusals = refusals;
        this.alarms = alarms;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Returns at once.
    public void arrived(Topic topic, byte[] payload) {
        synchronized (line) {
            if (line.size() >= WAITING) {
                dropped.incrementAndGet();
                return;
            }
            line.add(new Arrived(topic, payload));
            if (line.size() > 1) {
                return;
            }
        }
        scheduler.execute(this::turn);
    }

    /// Messages that were taken in since the start.
    public long taken() {
        return taken.get();
    }

    /// Messages that found no room.
    public long dropped() {
        return dropped.get();
    }

    /// The first of the line stays in it until all that were taken are done, so that there is one turn at a time.
    private void turn() {
        List<Arrived> some = new ArrayList<>();
        synchronized (line) {
            line.stream().limit(AT_ONCE).forEach(some::add);
        }
        try {
            take(some);
        } finally {
            boolean more;
            synchronized (line) {
                some.forEach(_ -> line.removeFirst());
                more = !line.isEmpty();
            }
            if (more) {
                scheduler.execute(this::turn);
            }
        }
    }

    private void take(List<Arrived> some) {
        List<Health> good = new ArrayList<>();
        Map<TerminalId, KeyDirectory> keys = new HashMap<>();
        for (Arrived waiting : some) {
            open(waiting, keys.computeIfAbsent(waiting.topic().terminal(), terminals::keys))
                    .ifPresent(good::add);
        }
        if (good.isEmpty()) {
            return;
        }
        // One order in all transactions, and what one terminal said in the order in which it came.
        good.sort(Comparator.comparing(health -> health.terminal().value()));
        long news = database.inTransaction(transaction -> good.stream()
                .filter(health -> {
                    Clones.look(transaction, alarms, health, clock.instant());
                    return HealthBook.take(transaction, health, clock.instant());
                })
                .count());
        taken.addAndGet(news);
    }

    private Optional<Health> open(Arrived waiting, KeyDirectory keys) {
        TerminalId terminal = waiting.topic().terminal();
        try {
            Health health = Health.open(waiting.payload(), keys);
            if (!health.terminal().equals(terminal)) {
                throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
            }
            return Optional.of(health);
        } catch (RefusedMessage e) {
            refusals.add(terminal, e.reason());
            return Optional.empty();
        }
    }
}
