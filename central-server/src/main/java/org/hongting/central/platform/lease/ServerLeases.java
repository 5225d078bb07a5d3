package org.hongting.central.platform.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hongting.protocol.port.Scheduler;

/// What this server has of the leases, as far as it knows, and who is told when that changes. It believes in a
/// lease no longer than the database does, by a clock that nobody sets.
///
/// Everything happens on the scheduler, one turn after the other; questions may be asked on any thread, and on
/// any thread it may leave.
public final class ServerLeases implements Leadership {
    private static final System.Logger LOG = System.getLogger(ServerLeases.class.getName());

    /// How long a shard that was given to another is listened to besides: until that one has had its turn and has
    /// subscribed. Two that hear one terminal do no harm; one that nobody hears waits for its own deadline.
    static final Duration HANDING_OVER = Duration.ofSeconds(4);

    /// How long a server that heard keeps its shards without being able to hear: a broker that is started anew is
    /// there again within it. After that those who can hear have them.
    static final Duration DEAF = Duration.ofSeconds(20);

    private final LeaseTable table;
    private final Scheduler scheduler;
    /// Held by whoever writes: a turn that went on while this server leaves would take everything back.
    private final ReentrantLock writing = new ReentrantLock();

    private final Map<Integer, Long> leaving = new HashMap<>();
    private volatile State state;
    private volatile Consumer<Set<Integer>> listener = _ -> {};
    private volatile BooleanSupplier ears = () -> false;
    private volatile boolean left;
    private boolean hasHeard;
    private long heardLast;
    private Set<Integer> told = Set.of();

    /// @param until by the scheduler's clock
    private record State(LeaseTable.Held held, long until) {}

    public ServerLeases(LeaseTable table, Scheduler scheduler) {
        this.table = table;
        this.scheduler = scheduler;
        this.state = new State(LeaseTable.Held.NOTHING, scheduler.nanoTime());
    }

    /// Says that this server is there, and from now on again and again. It has no shard before it can hear one:
    /// those who do keep them while it is still starting. Returns after the first turn, on the calling thread.
    public void start() {
        turn();
    }

    /// From now on it takes its part.
    ///
    /// @param newListener told, on the scheduler, of all shards that are to be listened to, whenever they changed
    /// @param newEars whether terminals can be heard now; asked on the scheduler
    public void onShards(Consumer<Set<Integer>> newListener, BooleanSupplier newEars) {
        listener = newListener;
        ears = newEars;
    }

    private void turn() {
        if (left) {
            return;
        }
        try {
            renew();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the leases could not be looked after and are tried again: {0}", e);
        } finally {
            // Late where a turn waits for a dead database, but no later than its socket gives up: until then this
            // server hears on, which does no harm.
            scheduler.after(LeaseTable.TURN, this::turn);
            tell();
        }
    }

    private void renew() {
        writing.lock();
        try {
            if (left) {
                return;
            }
            long begun = scheduler.nanoTime();
            LeaseTable.Held before = state.held();
            LeaseTable.Held held = table.turn(hears(begun));
            before.shards().stream()
                    .filter(shard -> !held.shards().contains(shard))
                    .forEach(shard -> leaving.put(shard, begun + HANDING_OVER.toNanos()));
            say(before, held);
            state = new State(held, begun + LeaseTable.LEASE.toNanos());
        } finally {
            writing.unlock();
        }
    }

    private boolean hears(long now) {
        if (ears.getAsBoolean()) {
            hasHeard = true;
            heardLast = now;
        }
        return hasHeard && now - heardLast <= DEAF.toNanos();
    }

    private static void say(LeaseTable.Held before, LeaseTable.Held held) {
        if (before.shards().size() != held.shards().size()
                || before.lead().isPresent() != held.lead().isPresent()
                || before.servers() != held.servers()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} servers; this one has {1} of the shards{2}",
                    held.servers(),
                    held.shards().size(),
                    held.lead().isPresent() ? " and leads" : "");
        }
    }

    private void tell() {
        long now = scheduler.nanoTime();
        leaving.values().removeIf(until -> until - now <= 0);
        Set<Integer> wanted = new TreeSet<>(current(now).shards());
        wanted.addAll(leaving.keySet());
        if (!wanted.equals(told)) {
            told = Set.copyOf(wanted);
            listener.accept(told);
        }
    }

    private LeaseTable.Held current(long now) {
        State known = state;
        return known.until() - now > 0 ? known.held() : LeaseTable.Held.NOTHING;
    }

    /// What this server has now; nothing where it could not renew it in time.
    public LeaseTable.Held held() {
        return current(scheduler.nanoTime());
    }

    @Override
    public boolean lead(Runnable step) {
        return held().lead()
                .map(lead -> {
                    FencedDatabase.within(lead, step);
                    return true;
                })
                .orElse(false);
    }

    /// Gives everything back, so that others go on at once. Waits for a turn that is on its way, but no longer
    /// than one lease.
    ///
    /// @return how long to go on listening meanwhile
    public Duration leave() {
        left = true;
        if (!waited()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the leases were not given back and run out by themselves: a turn does not end");
            return Duration.ZERO;
        }
        try {
            return table.leave() > 0 ? HANDING_OVER : Duration.ZERO;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the leases were not given back and run out by themselves: {0}", e);
            return Duration.ZERO;
        } finally {
            writing.unlock();
        }
    }

    private boolean waited() {
        try {
            return writing.tryLock() || writing.tryLock(LeaseTable.LEASE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
