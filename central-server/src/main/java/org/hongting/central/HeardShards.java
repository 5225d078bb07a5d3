package org.hongting.central;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.central.document.Downlink;
import org.hongting.central.document.HelloAsks;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.platform.broker.external.ExternalBroker;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Topic;

/// The part of the fleet that this server hears: what changes of it is told to whoever speaks with terminals, on a
/// thread of its own. It writes, and who looks after the leases must not wait for that.
final class HeardShards {
    private static final System.Logger LOG = System.getLogger(HeardShards.class.getName());

    private static final Duration SOON = Duration.ofSeconds(15);

    /// So that a hundred a second answer.
    private static final Duration EACH = Duration.ofMillis(10);

    private final ExternalBroker broker;
    private final TerminalPresence presence;
    private final Downlink downlink;
    private final HelloAsks asks;
    private final Scheduler scheduler;
    private Set<Integer> heard = Set.of();

    HeardShards(
            ExternalBroker broker, TerminalPresence presence, Downlink downlink, HelloAsks asks, Scheduler scheduler) {
        this.broker = broker;
        this.presence = presence;
        this.downlink = downlink;
        this.asks = asks;
        this.scheduler = scheduler;
    }

    void areAll() {
        are(IntStream.range(0, Topic.SHARDS).boxed().collect(Collectors.toSet()));
    }

    void are(Set<Integer> now) {
        scheduler.execute(() -> change(now));
    }

    /// Whoever has been connected all the time has told the server before this one what it holds, and would not say it
    /// again for hours.
    private void ask(Set<Integer> begun) {
        try {
            List<TerminalId> terminals = presence.of(begun);
            asks.ask(terminals, SOON.plusMillis(terminals.size() * EACH.toMillis()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "terminals were not asked what they hold: {0}", e);
        }
    }

    private void change(Set<Integer> now) {
        Set<Integer> begun = new TreeSet<>(now);
        begun.removeAll(heard);
        try {
            // Before anybody listens: what the broker kept comes after it.
            if (!begun.isEmpty()) {
                presence.begin(begun);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "terminals may be shown as they were with another server: {0}", e);
        }
        heard = Set.copyOf(now);
        broker.listenTo(now);
        downlink.keep(terminal -> now.contains(Topic.shardOf(terminal)));
        ask(begun);
    }
}
