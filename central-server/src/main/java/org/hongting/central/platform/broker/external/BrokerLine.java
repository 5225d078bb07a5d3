package org.hongting.central.platform.broker.external;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.hongting.central.platform.broker.LineState;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.jspecify.annotations.Nullable;

/// The line to one address of the broker. It connects again by itself, each time with a fresh client, and
/// subscribes to the shards it is told of. Everything happens on the scheduler, but [#send] and what arrives.
final class BrokerLine {
    private static final System.Logger LOG = System.getLogger(BrokerLine.class.getName());

    /// Whatever the broker does not answer in that time, it will not: a Paho that hangs says nothing either.
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /// Full jitter below a ceiling that doubles: servers that lost their broker come back spread, and soon.
    private static final Duration FIRST = Duration.ofMillis(250);

    private static final Duration LAST = Duration.ofSeconds(4);
    private static final int DOUBLINGS = 4;

    /// Between two trials of an address: whoever puts another broker there starts it anew.
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(10);

    /// Subscriptions of one packet: of all shards there are 256, and no broker needs to take so many at once.
    private static final int FILTERS_AT_ONCE = 32;

    /// Publishes in flight: enough for the round trip, and less than any broker's maximum.
    private static final int WINDOW = 64;

    /// What waits at most. More is dropped: terminals ask again for what they have not heard.
    private static final long QUEUED_BYTES = 64L * 1024 * 1024;

    private final MqttEndpoint address;
    private final ExternalBroker.Settings settings;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final BiConsumer<String, byte[]> arrival;
    private final Queue<Frame> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean full;

    private volatile boolean up;
    private volatile LineState state;
    private @Nullable BrokerConnection connection;
    private Set<Integer> wanted = Set.of();
    private final Set<Integer> subscribed = new TreeSet<>();
    private boolean subscribing;
    private int failures;
    private int window = 1;
    private int inFlight;
    private long lastTaken;
    private boolean closed;
    private long triedLast = Long.MIN_VALUE;
    private @Nullable TopicTrial trial;

    /// What waits to be sent.
    private static final class Frame {
        private final String topic;
        private final byte[] payload;

        Frame(String topic, byte[] payload) {
            this.topic = topic;
            this.payload = payload;
        }
    }

    /// @param arrival told of what comes, on Paho's thread; must not wait
    BrokerLine(
            MqttEndpoint address,
            ExternalBroker.Settings settings,
            Scheduler scheduler,
            RandomGenerator random,
            BiConsumer<String, byte[]> arrival) {
        this.address = address;
        this.settings = settings;
        this.scheduler = scheduler;
        this.random = random;
        this.arrival = arrival;
        this.state = new LineState(name(), false, settings.clock().instant(), 0, "", null);
    }

    void start() {
        scheduler.execute(this::connect);
    }

    LineState state() {
        return state;
    }

    boolean isUp() {
        return up;
    }

    /// All shards whose terminals are to be heard.
    void listenTo(Set<Integer> shards) {
        Set<Integer> copy = Set.copyOf(shards);
        scheduler.execute(() -> {
            wanted = copy;
            subscribe();
        });
    }

    private void connect() {
        if (closed) {
            return;
        }
        BrokerConnection[] self = new BrokerConnection[1];
        SSLContext tls;
        try {
            tls = settings.tls().get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the keys for the broker at {0} cannot be had: {1}", name(), e);
            scheduler.after(LAST, this::connect);
            return;
        }
        BrokerConnection fresh =
                new BrokerConnection(address, settings.clientId(), tls, scheduler, new BrokerConnection.Ears() {
                    @Override
                    public void up(int receiveMaximum) {
                        connected(self[0], receiveMaximum);
                    }

                    @Override
                    public void arrived(String topic, byte[] payload) {
                        arrival.accept(topic, payload);
                    }

                    @Override
                    public void down(String why) {
                        lost(self[0], why);
                    }
                });
        self[0] = fresh;
        connection = fresh;
        fresh.open();
        expect(fresh, () -> up, "no answer to the greeting");
    }

    private interface Outcome {
        boolean isThere();
    }

    private void expect(BrokerConnection of, Outcome outcome, String otherwise) {
        scheduler.after(ANSWER, () -> {
            if (connection == of && !outcome.isThere()) {
                lost(of, otherwise);
            }
        });
    }

    private void connected(@Nullable BrokerConnection of, int receiveMaximum) {
        if (connection != of) {
            return;
        }
        LOG.log(System.Logger.Level.INFO, "connected to the broker at {0}", name());
        // Below the broker's maximum, where Paho throws.
        window = Math.clamp(receiveMaximum - 1L, 1, WINDOW);
        inFlight = 0;
        subscribed.clear();
        subscribing = false;
        up = true;
        state = new LineState(name(), true, settings.clock().instant(), state.lost(), "", state.trial());
        subscribe();
        tryOut();
    }

    /// What the broker enforces of who may read and write what. Nothing rests on it: it is shown to people.
    private void tryOut() {
        long now = scheduler.nanoTime();
        if (triedLast != Long.MIN_VALUE && now - triedLast < TRIED_AGAIN.toNanos()) {
            return;
        }
        triedLast = now;
        trial = new TopicTrial(address, settings, scheduler, random, this::found);
        trial.begin();
    }

    private void found(TopicTrial.Found found) {
        switch (found) {
            case TopicTrial.Found.Nothing() ->
                LOG.log(
                        System.Logger.Level.INFO,
                        "whether the broker at {0} keeps terminals to their own topics could not be tried",
                        name());
            case TopicTrial.Found.Rules(boolean reads, boolean writes) -> {
                LineState.Trial trial = new LineState.Trial(settings.clock().instant(), reads, writes);
                state = new LineState(name(), up, state.since(), state.lost(), state.problem(), trial);
                if (reads) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the broker at {0} lets terminals read each other''s topics: names of members are among"
                                    + " what goes down; give it rules (docs/cluster.md)",
                            name());
                }
                if (writes) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the broker at {0} lets terminals write at each other''s topics: nothing that is not"
                                    + " signed is believed, but who is there may be shown wrong; give it rules"
                                    + " (docs/cluster.md)",
                            name());
                }
            }
        }
    }

    /// One packet after the other, and then whatever is wanted by then.
    private void subscribe() {
        BrokerConnection current = connection;
        if (!up || subscribing || current == null) {
            return;
        }
        List<Integer> missing = wanted.stream()
                .filter(shard -> !subscribed.contains(shard))
                .sorted()
                .toList();
        List<Integer> spare =
                subscribed.stream().filter(shard -> !wanted.contains(shard)).toList();
        if (missing.isEmpty() && spare.isEmpty()) {
            // A line that has come so far is one.
            failures = 0;
            return;
        }
        boolean adds = !missing.isEmpty();
        List<Integer> next = (adds ? missing : spare)
                .stream().limit(FILTERS_AT_ONCE / fromTerminals().size()).toList();
        List<String> filters =
                next.stream().flatMap(shard -> filters(shard).stream()).toList();
        boolean[] answered = new boolean[1];
        subscribing = true;
        expect(current, () -> answered[0], "no answer to a subscription");
        Consumer<Boolean> done = taken -> {
            answered[0] = true;
            subscribing = false;
            if (!taken) {
                lost(
                        current,
                        "a subscription was refused: does its access list let " + settings.clientId()
                                + " and its certificate read everything?");
                return;
            }
            if (adds) {
                subscribed.addAll(next);
            } else {
                next.forEach(subscribed::remove);
            }
            subscribe();
        };
        if (adds) {
            current.subscribe(filters, done);
        } else {
            current.unsubscribe(filters, done);
        }
    }

    private static List<Channel> fromTerminals() {
        return Arrays.stream(Channel.values()).filter(Channel::isFromTerminal).toList();
    }

    private static List<String> filters(int shard) {
        List<String> filters = new ArrayList<>();
        fromTerminals().forEach(channel -> filters.add("ht/v1/" + shard + "/+/" + channel.word()));
        return filters;
    }

    /// Gives a frame to the broker if there is a line. Safe for use by many threads; never waits.
    void send(String topic, byte[] payload) {
        if (!up) {
            return;
        }
        synchronized (queue) {
            if (queuedBytes + payload.length > QUEUED_BYTES) {
                if (!full) {
                    full = true;
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the broker at {0} is too slow: what does not fit is dropped, and terminals ask again",
                            name());
                }
                return;
            }
            full = false;
            queue.add(new Frame(topic, payload));
            queuedBytes += payload.length;
        }
        scheduler.execute(this::pump);
    }

    private void pump() {
        BrokerConnection current = connection;
        while (up && current != null && inFlight < window) {
            Frame next = poll();
            if (next == null) {
                return;
            }
            if (inFlight == 0) {
                lastTaken = scheduler.nanoTime();
                watch(current);
            }
            inFlight++;
            current.publish(next.topic, next.payload, taken -> {
                inFlight--;
                lastTaken = scheduler.nanoTime();
                pump();
            });
        }
    }

    /// As long as anything is in flight, something must be taken.
    private void watch(BrokerConnection of) {
        long seen = lastTaken;
        scheduler.after(ANSWER, () -> {
            if (connection != of || inFlight == 0) {
                return;
            }
            if (lastTaken == seen) {
                lost(of, "nothing that was sent is taken");
            } else {
                watch(of);
            }
        });
    }

    private @Nullable Frame poll() {
        synchronized (queue) {
            Frame next = queue.poll();
            if (next != null) {
                queuedBytes -= next.payload.length;
            }
            return next;
        }
    }

    private void lost(@Nullable BrokerConnection of, String why) {
        BrokerConnection current = connection;
        if (current == null || current != of) {
            return;
        }
        connection = null;
        state = new LineState(
                name(),
                false,
                up ? settings.clock().instant() : state.since(),
                up ? state.lost() + 1 : state.lost(),
                why,
                state.trial());
        up = false;
        synchronized (queue) {
            queue.clear();
            queuedBytes = 0;
        }
        current.close(false);
        long ceiling = Math.min(LAST.toMillis(), FIRST.toMillis() << Math.min(failures, DOUBLINGS));
        if (failures == 0) {
            LOG.log(System.Logger.Level.WARNING, "no line to the broker at {0}: {1}; trying again", name(), why);
        }
        failures++;
        scheduler.after(Duration.ofMillis(random.nextLong(ceiling + 1)), this::connect);
    }

    private String name() {
        return address.host() + ":" + address.port();
    }

    void close() {
        scheduler.execute(() -> {
            closed = true;
            up = false;
            if (trial != null) {
                trial.stop();
            }
            BrokerConnection current = connection;
            connection = null;
            if (current != null) {
                current.close(true);
            }
        });
    }
}
