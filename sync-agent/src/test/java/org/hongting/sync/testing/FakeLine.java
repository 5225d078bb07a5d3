package org.hongting.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hongting.protocol.Limits;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.link.Transport;
import org.jspecify.annotations.Nullable;

/// A line to a [FakeCentre] that loses, doubles, delays and breaks as often as it is told to.
public final class FakeLine implements Transport {
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final FakeCentre centre;
    private final List<TerminalState> wills = new ArrayList<>();
    private double trouble;
    private boolean cut;
    private boolean deaf;
    private int opened;
    private int batches;
    private @Nullable Line current;

    public FakeLine(Scheduler scheduler, RandomGenerator random, FakeCentre centre) {
        this.scheduler = scheduler;
        this.random = random;
        this.centre = centre;
    }

    /// @param probability of each kind of trouble at each message
    public void trouble(double probability) {
        trouble = probability;
    }

    /// No connection can be made, and the present one breaks.
    public void cut(boolean isCut) {
        cut = isCut;
        if (isCut) {
            drop(new Down(Down.Cause.LOST, "cut"));
        }
    }

    /// Messages are taken and go nowhere.
    public void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    public void drop(Down down) {
        Line line = current;
        if (line != null) {
            current = null;
            scheduler.execute(() -> line.tellDown(down));
        }
    }

    public int opened() {
        return opened;
    }

    public int batches() {
        return batches;
    }

    public List<TerminalState> wills() {
        return wills;
    }

    public void deliver(Topic topic, byte[] payload) {
        Line line = current;
        if (line != null) {
            scheduler.execute(() -> line.tellMessage(topic, payload));
        }
    }

    @Override
    public Connection open(TerminalState will, Duration willDelay, Listener listener) {
        opened++;
        wills.add(will);
        Line line = new Line(listener);
        if (cut) {
            scheduler.execute(() -> line.tellDown(new Down(Down.Cause.UNREACHABLE, "cut")));
        } else {
            current = line;
            scheduler.after(Duration.ofMillis(20), line::tellUp);
        }
        return line;
    }

    private boolean happens() {
        return random.nextDouble() < trouble;
    }

    private boolean happensRarely() {
        return random.nextDouble() < trouble * trouble;
    }

    private final class Line implements Connection {
        private final Listener listener;
        private boolean closed;
        private int unconfirmed;

        Line(Listener listener) {
            this.listener = listener;
        }

        void tellUp() {
            if (!closed) {
                listener.up(65_535);
            }
        }

        void tellDown(Down down) {
            if (!closed) {
                closed = true;
                listener.down(down);
            }
        }

        void tellMessage(Topic topic, byte[] payload) {
            if (!closed) {
                listener.message(topic, payload);
            }
        }

        @Override
        public void subscribe(List<Topic> topics, Consumer<Delivery> done) {
            assertThat(topics).noneMatch(topic -> topic.channel().isFromTerminal());
            scheduler.after(Duration.ofMillis(5), () -> {
                if (!closed) {
                    done.accept(new Delivery.Accepted());
                }
            });
        }

        @Override
        public void publish(Topic topic, byte[] payload, boolean retained, Consumer<Delivery> done) {
            assertThat(closed).isFalse();
            assertThat(payload.length).isLessThanOrEqualTo(Limits.MESSAGE_BYTES);
            unconfirmed++;
            assertThat(unconfirmed).isLessThanOrEqualTo(Limits.BATCHES_IN_FLIGHT + 6);
            scheduler.after(Duration.ofMillis(5), () -> {
                unconfirmed--;
                if (!closed) {
                    done.accept(happensRarely() ? new Delivery.Refused(0x97) : new Delivery.Accepted());
                }
            });
            if (topic.channel() == Channel.UP) {
                batches++;
            }
            if (deaf || happens()) {
                return;
            }
            for (int copies = happens() ? 2 : 1; copies > 0; copies--) {
                long millis = happens() ? random.nextLong(5_000) : 10;
                scheduler.after(Duration.ofMillis(millis), () -> atCentre(topic, payload));
            }
            if (happensRarely()) {
                drop(new Down(Down.Cause.LOST, "trouble"));
            }
        }

        private void atCentre(Topic topic, byte[] payload) {
            switch (topic.channel()) {
                case HELLO -> answer(topic, centre.hello(payload));
                case UP -> centre.up(payload).ifPresent(answer -> answer(topic, answer));
                default -> {}
            }
        }

        private void answer(Topic topic, byte[] payload) {
            for (int copies = happens() ? 0 : happens() ? 2 : 1; copies > 0; copies--) {
                long millis = happens() ? random.nextLong(5_000) : 10;
                Topic back = new Topic(topic.terminal(), Channel.ACKNOWLEDGEMENT);
                scheduler.after(Duration.ofMillis(millis), () -> tellMessage(back, payload));
            }
        }

        @Override
        public void close(boolean orderly) {
            closed = true;
            if (current == this) {
                current = null;
            }
        }
    }
}
