package org.hongting.central.platform.broker.external;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.jspecify.annotations.Nullable;

/// Tries once what a broker lets somebody do at the topics of another who has no more than a terminal's certificate:
/// a stranger with a name of its own, and the servers' name to see what comes of it. Neither the stranger nor the
/// other is enrolled anywhere, and what is said between them is empty: whoever hears it besides drops it.
///
/// A message to the stranger itself follows each forbidden one on the same way, so that nothing needs to be waited for:
/// when it is there, the forbidden one is there or never comes. Everything happens on the scheduler.
final class TopicTrial {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int NAME_BYTES = 8;
    private static final byte[] NOTHING = new byte[0];

    private final MqttEndpoint address;
    private final ExternalBroker.Settings settings;
    private final Scheduler scheduler;
    private final Consumer<Found> done;
    private final TerminalId stranger;
    private final TerminalId other;
    private @Nullable BrokerConnection watcher;
    private @Nullable BrokerConnection strangers;
    private boolean strangerIsIn;
    private boolean sawOther;
    private @Nullable Boolean reads;
    private boolean ended;

    /// What was found out.
    sealed interface Found {
        record Rules(boolean reads, boolean writes) implements Found {}

        /// The broker does not let the stranger have its own topics either, or is away.
        record Nothing() implements Found {}
    }

    TopicTrial(
            MqttEndpoint address,
            ExternalBroker.Settings settings,
            Scheduler scheduler,
            RandomGenerator random,
            Consumer<Found> done) {
        this.address = address;
        this.settings = settings;
        this.scheduler = scheduler;
        this.done = done;
        this.stranger = draw(random);
        this.other = draw(random);
    }

    private static TerminalId draw(RandomGenerator random) {
        byte[] drawn = new byte[NAME_BYTES];
        random.nextBytes(drawn);
        return new TerminalId("trial-" + HexFormat.of().formatHex(drawn));
    }

    void begin() {
        scheduler.after(DEADLINE, () -> end(new Found.Nothing()));
        BrokerConnection centre = new BrokerConnection(
                address, settings.clientId() + "-trial", settings.tls().get(), scheduler, new Ears() {
                    @Override
                    public void up(int receiveMaximum) {
                        watches();
                    }

                    @Override
                    void heard(String topic) {
                        hears(topic, Channel.STATE, TopicTrial.this::wrote);
                    }

                    @Override
                    public void down(String why) {
                        end(new Found.Nothing());
                    }
                });
        watcher = centre;
        centre.open();
    }

    /// Brings what arrives from Paho's thread to the scheduler.
    private abstract class Ears implements BrokerConnection.Ears {
        abstract void heard(String topic);

        @Override
        public void arrived(String topic, byte[] payload) {
            scheduler.execute(() -> {
                if (!ended) {
                    heard(topic);
                }
            });
        }
    }

    private void hears(String topic, Channel channel, Consumer<Boolean> afterwards) {
        if (topic.equals(new Topic(other, channel).text())) {
            sawOther = true;
        } else if (topic.equals(new Topic(stranger, channel).text())) {
            afterwards.accept(sawOther);
        }
    }

    private void watches() {
        of(watcher).subscribe(topics(Channel.STATE), taken -> {
            if (taken) {
                comesIn(this::listens, topic -> hears(topic, Channel.DOCUMENT, this::read), this::read);
            } else {
                end(new Found.Nothing());
            }
        });
    }

    private List<String> topics(Channel channel) {
        return List.of(new Topic(stranger, channel).text(), new Topic(other, channel).text());
    }

    /// A fresh connection for each half: a broker may end one on which somebody does what it forbids.
    private void comesIn(Runnable up, Consumer<String> heard, Consumer<Boolean> thrownOut) {
        sawOther = false;
        strangerIsIn = false;
        BrokerConnection fresh = new BrokerConnection(
                address, stranger.value(), settings.stranger().apply(stranger), scheduler, new Ears() {
                    @Override
                    public void up(int receiveMaximum) {
                        strangerIsIn = true;
                        up.run();
                    }

                    @Override
                    void heard(String topic) {
                        heard.accept(topic);
                    }

                    @Override
                    public void down(String why) {
                        if (strangerIsIn) {
                            thrownOut.accept(sawOther);
                        } else {
                            end(new Found.Nothing());
                        }
                    }
                });
        strangers = fresh;
        fresh.open();
    }

    private void listens() {
        BrokerConnection own = of(strangers);
        own.subscribe(
                topics(Channel.DOCUMENT).subList(0, 1),
                mine -> own.subscribe(
                        topics(Channel.DOCUMENT).subList(1, 2),
                        others -> of(watcher)
                                .publish(
                                        topics(Channel.DOCUMENT).get(1),
                                        NOTHING,
                                        told -> of(watcher)
                                                .publish(
                                                        topics(Channel.DOCUMENT).get(0), NOTHING, toldMine -> {}))));
    }

    private void read(boolean others) {
        if (ended || reads != null) {
            return;
        }
        reads = others;
        of(strangers).close(true);
        comesIn(this::speaks, topic -> {}, this::wrote);
    }

    private void speaks() {
        BrokerConnection own = of(strangers);
        own.publish(
                topics(Channel.STATE).get(1),
                NOTHING,
                taken -> own.publish(topics(Channel.STATE).get(0), NOTHING, takenMine -> {}));
    }

    private void wrote(boolean others) {
        Boolean found = reads;
        if (found != null) {
            end(new Found.Rules(found, others));
        }
    }

    /// Nothing is told of it any more.
    void stop() {
        if (!ended) {
            ended = true;
            closeAll();
        }
    }

    private void end(Found found) {
        if (ended) {
            return;
        }
        ended = true;
        closeAll();
        done.accept(found);
    }

    private void closeAll() {
        close(watcher);
        close(strangers);
    }

    private static void close(@Nullable BrokerConnection connection) {
        if (connection != null) {
            connection.close(true);
        }
    }

    private static BrokerConnection of(@Nullable BrokerConnection connection) {
        if (connection == null) {
            throw new IllegalStateException("nothing comes before the connection is opened");
        }
        return connection;
    }
}
