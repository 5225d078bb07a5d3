package org.hongting.simulator.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.link.Transport;
import org.jspecify.annotations.Nullable;

/// The network with the broker in it, which dies and comes back with the centre. It loses, doubles, delays and reorders
/// what it carries, and keeps the line of one identity for whoever connected last.
public final class Network {
    private static final int RECEIVE_MAXIMUM = 65_535;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final long LATENCY_MILLIS = 10;
    private static final long LONGEST_DELAY_MILLIS = 5_000;
    private static final Duration CONNECTING = Duration.ofMillis(20);
    private static final Duration UNREACHABLE = Duration.ofSeconds(1);

    private final Timeline.Lane air;
    private final RandomGenerator chance;
    private final Trace trace;
    private final Map<TerminalId, Line> lines = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private double trouble;
    private @Nullable Ear centre;
    private int carried;
    private long recordsSent;

    /// Hears what terminals publish.
    @FunctionalInterface
    public interface Ear {
        void arrived(Topic topic, byte[] payload);
    }

    public Network(Timeline timeline, RandomGenerator chance, Trace trace) {
        this.air = timeline.lane(death -> {
            throw death;
        });
        this.chance = chance;
        this.trace = trace;
    }

    /// @param probability of each kind of trouble at each message
    public void trouble(double probability) {
        trouble = probability;
    }

    public void centreUp(Ear ear) {
        centre = ear;
    }

    /// The broker goes with it, and with the broker every connection.
    public void centreDown() {
        centre = null;
        List<Line> all = new ArrayList<>(lines.values());
        all.sort((one, other) -> one.place.compareTo(other.place));
        lines.clear();
        all.forEach(line -> line.tellDown(Transport.Down.Cause.LOST));
    }

    /// Nothing gets through to a place or from it.
    ///
    /// @param told false if nobody there notices: the connection stays and is dead
    public void cut(String place, boolean told) {
        silent.add(place);
        if (told) {
            lines.values().removeIf(line -> {
                boolean there = line.place.equals(place);
                if (there) {
                    line.tellDown(Transport.Down.Cause.LOST);
                }
                return there;
            });
        }
    }

    public void join(String place) {
        silent.remove(place);
    }

    /// The process there has ended, without a word.
    public void gone(String place) {
        lines.values().removeIf(line -> line.place.equals(place));
    }

    /// Messages that arrived, both ways.
    public int carried() {
        return carried;
    }

    /// Records that terminals have sent, however often.
    public long recordsSent() {
        return recordsSent;
    }

    /// From the centre to whoever holds the line of that terminal.
    public void deliver(Topic topic, byte[] payload) {
        Line line = lines.get(topic.terminal());
        if (line == null) {
            return;
        }
        for (int copies = copies(); copies > 0; copies--) {
            line.lane.after(latency(), () -> line.hear(topic, payload));
        }
    }

    /// The way from one place into this network.
    ///
    /// @param lane of the process there: what it is told, it is told on it
    public Transport from(String place, Scheduler lane) {
        return (TerminalState will, Duration willDelay, Transport.Listener listener) -> {
            Line line = new Line(place, will.terminal(), lane, listener);
            trace.add(place, "connects");
            lane.after(isReachable(place) ? CONNECTING : UNREACHABLE, line::establish);
            return line;
        };
    }

    private boolean isReachable(String place) {
        return centre != null && !silent.contains(place);
    }

    private boolean happens() {
        return chance.nextDouble() < trouble;
    }

    private int copies() {
        return happens() ? 0 : happens() ? 2 : 1;
    }

    private Duration latency() {
        return Duration.ofMillis(happens() ? chance.nextLong(LONGEST_DELAY_MILLIS) : LATENCY_MILLIS);
    }

    private void arrive(String place, Topic topic, byte[] payload) {
        Ear ear = centre;
        if (ear != null && !silent.contains(place)) {
            carried++;
            ear.arrived(topic, payload);
        }
    }

    private final class Line implements Transport.Connection {
        private final String place;
        private final TerminalId terminal;
        private final Scheduler lane;
        private final Transport.Listener listener;
        private boolean closed;

        Line(String place, TerminalId terminal, Scheduler lane, Transport.Listener listener) {
            this.place = place;
            this.terminal = terminal;
            this.lane = lane;
            this.listener = listener;
        }

        void establish() {
            if (closed) {
                return;
            }
            if (!isReachable(place)) {
                closed = true;
                listener.down(new Transport.Down(Transport.Down.Cause.UNREACHABLE, "simulated"));
                return;
            }
            Line before = lines.put(terminal, this);
            if (before != null) {
                before.tellDown(Transport.Down.Cause.TAKEN_OVER);
            }
            listener.up(RECEIVE_MAXIMUM);
        }

        void tellDown(Transport.Down.Cause cause) {
            lane.execute(() -> {
                if (!closed) {
                    closed = true;
                    trace.add(place, "its line is " + cause);
                    listener.down(new Transport.Down(cause, "simulated"));
                }
            });
        }

        void hear(Topic topic, byte[] payload) {
            if (!closed && !silent.contains(place)) {
                carried++;
                trace.add(place, "hears " + topic.channel() + " of " + payload.length + " bytes");
                listener.message(topic, payload);
            }
        }

        @Override
        public void subscribe(List<Topic> topics, Consumer<Transport.Delivery> done) {
            confirm(done, new Transport.Delivery.Accepted());
        }

        @Override
        public void publish(Topic topic, byte[] payload, boolean retained, Consumer<Transport.Delivery> done) {
            if (closed || payload.length > Limits.MESSAGE_BYTES) {
                throw new IllegalStateException("nobody publishes that");
            }
            boolean refused = chance.nextDouble() < trouble * trouble;
            confirm(done, refused ? new Transport.Delivery.Refused(QUOTA_EXCEEDED) : new Transport.Delivery.Accepted());
            if (topic.channel() == Channel.STATE) {
                return; // the broker keeps it, and nothing rests on it
            }
            recordsSent += topic.channel() == Channel.UP ? records(payload) : 0;
            trace.add(place, "sends " + topic.channel() + " of " + payload.length + " bytes");
            for (int copies = copies(); copies > 0; copies--) {
                air.after(latency(), () -> arrive(place, topic, payload));
            }
        }

        /// A batch is a header, and two lines for each record.
        private static long records(byte[] batch) {
            int breaks = 0;
            for (byte one : batch) {
                breaks += one == '\n' ? 1 : 0;
            }
            return breaks / 2;
        }

        private void confirm(Consumer<Transport.Delivery> done, Transport.Delivery delivery) {
            lane.after(Duration.ofMillis(LATENCY_MILLIS), () -> {
                if (!closed && !silent.contains(place)) {
                    done.accept(delivery);
                }
            });
        }

        @Override
        public void close(boolean orderly) {
            closed = true;
            lines.remove(terminal, this);
        }
    }
}
