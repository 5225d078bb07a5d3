package org.hongting.central.platform.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// What one server tells the others: that something of a kind has changed, and nothing else. A hint, so that a
/// page or a terminal of another server need not wait; whoever misses it finds out by itself. However often
/// something changes, it is told twice a second at most, and of many kinds in one transaction.
///
/// Whoever begins to listen hears of every kind that was ever told of: nobody knows what it read before. What a
/// listener could not take it is told again.
///
/// May be told of on any thread; the listeners hear on the scheduler.
public final class Tidings {
    /// Half a second to tell and half a second to ask.
    static final Duration TURN = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(Tidings.class.getName());

    private final Database database;
    private final Scheduler scheduler;
    private final Set<String> untold = new HashSet<>();
    private final Map<String, Long> known = new HashMap<>();
    private volatile @Nullable Consumer<String> listener;
    private volatile boolean running;

    public Tidings(Database database, Scheduler scheduler) {
        this.database = database;
        this.scheduler = scheduler;
    }

    /// Who hears what others told, from now on.
    public void onTiding(Consumer<String> newListener) {
        listener = newListener;
    }

    /// From now on. Whoever is alone never calls it, and then nothing is written.
    public void start() {
        running = true;
        scheduler.after(TURN, this::turn);
    }

    public void tell(String kind) {
        if (running) {
            synchronized (untold) {
                untold.add(kind);
            }
        }
    }

    private void turn() {
        Set<String> mine = taken();
        try {
            exchange(mine);
        } catch (RuntimeException e) {
            mine.forEach(this::tell);
            LOG.log(System.Logger.Level.WARNING, "other servers were not told and not heard: {0}", e);
        } finally {
            scheduler.after(TURN, this::turn);
        }
    }

    private Set<String> taken() {
        synchronized (untold) {
            Set<String> taken = Set.copyOf(untold);
            untold.clear();
            return taken;
        }
    }

    /// What others told is read in the transaction in which this one tells: so neither hides the other.
    private void exchange(Set<String> mine) {
        Map<String, Long> now = mine.isEmpty()
                ? database.reading(Tidings::read)
                : database.inTransaction(transaction -> {
                    Map<String, Long> before = read(transaction);
                    mine.forEach(kind -> transaction.update(
                            "INSERT INTO tiding (kind, stamp) VALUES (?, 1)"
                                    + " ON CONFLICT (kind) DO UPDATE SET stamp = tiding.stamp + 1",
                            kind));
                    return before;
                });
        Consumer<String> hears = listener;
        if (hears == null) {
            return;
        }
        Set<String> kinds = new TreeSet<>(now.keySet());
        kinds.addAll(mine);
        for (String kind : kinds) {
            long stamp = now.getOrDefault(kind, 0L);
            if (stamp == known.getOrDefault(kind, 0L) || hasHeard(hears, kind)) {
                known.put(kind, mine.contains(kind) ? stamp + 1 : stamp);
            }
        }
    }

    private static boolean hasHeard(Consumer<String> listener, String kind) {
        try {
            listener.accept(kind);
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "what another server told of {0} is heard again: {1}", kind, e);
            return false;
        }
    }

    private static Map<String, Long> read(Transaction transaction) {
        Map<String, Long> stamps = new HashMap<>();
        transaction.query("SELECT kind, stamp FROM tiding", row -> stamps.put(row.text("kind"), row.integer("stamp")));
        return stamps;
    }
}
