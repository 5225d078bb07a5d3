package org.hongting.central.platform.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hongting.protocol.port.Scheduler;

/// What this server has of the leases, as far as it knows, and who is told when that changes. It believes in a
/// lease no longer than the database does, by a clock that nobody sets.
///
/// Everything happens on the scheduler, one turn after the other; the questions may be asked on any thread.
public final class ServerLeases implements Leadership {
    private static final System.Logger LOG = System.getLogger(ServerLeases.class.getName());

    /// How long a shard that was given to another is listened to besides: until that one has had its turn and has
    /// subscribed. Two that hear one terminal do no harm; one that nobody hears waits for its own deadline.
    static final Duration HANDING_OVER = Duration.ofSeconds(4);

    private final LeaseTable table;
    private final Scheduler scheduler;
    private final Map<Integer, Long> leaving = new HashMap<>();
    private volatile State state;
    private volatile Consumer<Set<Integer>> listener = _ -> {};
    private volatile boolean left;
    private Set<Integer> told = Set.of();

    /// @param until by the scheduler's clock
    private record State(LeaseTable.Held held, long until) {}

    public ServerLeases(LeaseTable table, Scheduler scheduler) {
        this.table = table;
        this.scheduler = scheduler;
        this.state = new State(LeaseTable.Held.NOTHING, scheduler.nanoTime());
    }

    /// Takes what is free, and from now on again and again. Returns after the first turn, on the calling thread.
    public void start() {
        turn();
    }

    /// Who is told, on the scheduler, of all shards that are to be listened to, whenever they have changed.
    public void onShards(Consumer<Set<Integer>> newListener) {
        listener = newListener;
        scheduler.execute(() -> {
            told = Set.of();
            tell();
        });
    }

    private void turn() {
        if (left) {
            return;
        }
        long begun = scheduler.nanoTime();
        try {
            LeaseTable.Held before = state.held();
            LeaseTable.Held held = table.turn();
            before.shards().stream()
                    .filter(shard -> !held.shards().contains(shard))
                    .forEach(shard -> leaving.put(shard, begun + HANDING_OVER.toNanos()));
            say(before, held);
            state = new State(held, begun + LeaseTable.LEASE.toNanos());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the leases could not be looked after and are tried again: {0}", e);
        } finally {
            scheduler.after(LeaseTable.TURN, this::turn);
            tell();
        }
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

    /// Gives everything back, so that others go on at once.
    ///
    /// @return how long to go on listening meanwhile
    public Duration leave() {
        left = true;
        try {
            return table.leave() > 0 ? HANDING_OVER : Duration.ZERO;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the leases were not given back and run out by themselves: {0}", e);
            return Duration.ZERO;
        }
    }
}
