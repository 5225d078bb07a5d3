package org.hongting.simulator.restore;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.Retention;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
import org.hongting.sync.link.Transport;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;

/// A terminal's journal and link as they really are, on a disk in memory and a line that carries messages by hand.
final class DrillTerminal {
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());

    private final DrillTime time;
    private final Random random;
    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final BiFunction<Topic, byte[], Optional<byte[]>> centre;
    final TerminalId id;
    private Journal journal;
    private Link link;
    private long written;

    /// @param centre answers, or nothing while it is away
    DrillTerminal(String name, DrillTime time, long seed, BiFunction<Topic, byte[], Optional<byte[]>> centre) {
        this.id = new TerminalId(name);
        this.time = time;
        this.random = new Random(seed);
        this.centre = centre;
        this.journal = open();
        this.link = connect();
    }

    static byte[] publicKey() {
        return KEYS.getPublic().getEncoded();
    }

    private Journal open() {
        written++;
        return Journal.open(database, id, time, random, "drill 1");
    }

    private Link connect() {
        Link made = new Link(
                new LinkSetup(
                        new LinkIdentity(id, Signer.of(KEYS), DrillCentre.keys(), "drill 1"),
                        new LinkWorld(new HandLine(), time, time, random),
                        new LinkMemory(journal.outbox(), new Replica(database, List.of())),
                        LinkTiming.STANDARD),
                status -> {});
        journal.listen(_ -> made.nudge());
        made.start();
        return made;
    }

    /// The process ends and another one begins an epoch.
    void restart() {
        link.stop();
        time.pass(Duration.ofMillis(1));
        journal = open();
        link = connect();
    }

    void record(int facts) {
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
        written += facts;
    }

    /// Records of all its epochs.
    long written() {
        return written;
    }

    long pending() {
        return journal.outbox().pending();
    }

    boolean isAgreed() {
        return journal.outbox().held().isEmpty() && journal.outbox().disputed().isEmpty();
    }

    /// @return how many records are on the disk no more
    int prune() {
        Retention retention = new Retention(database, id);
        int all = 0;
        for (int some = 1; some > 0; all += some) {
            some = retention.step(new Retention.Reach.Everything());
        }
        return all;
    }

    /// What is published reaches the centre ten milliseconds later, and its answer comes back as long after.
    private final class HandLine implements Transport {
        private static final Duration WAY = Duration.ofMillis(10);

        @Override
        public Connection open(TerminalState will, Duration willDelay, Listener listener) {
            Carried connection = new Carried(listener);
            time.after(WAY, () -> {
                if (!connection.closed) {
                    listener.up(100);
                }
            });
            return connection;
        }

        private final class Carried implements Connection {
            private final Listener listener;
            private boolean closed;

            Carried(Listener listener) {
                this.listener = listener;
            }

            @Override
            public void subscribe(List<Topic> topics, Consumer<Delivery> done) {
                accept(done);
            }

            @Override
            public void publish(Topic topic, byte[] payload, boolean retained, Consumer<Delivery> done) {
                accept(done);
                if (topic.channel() != Channel.HELLO && topic.channel() != Channel.UP) {
                    return;
                }
                time.after(
                        WAY,
                        () -> centre.apply(topic, payload)
                                .ifPresent(answer -> time.after(WAY, () -> {
                                    if (!closed) {
                                        listener.message(new Topic(id, Channel.ACKNOWLEDGEMENT), answer);
                                    }
                                })));
            }

            private void accept(Consumer<Delivery> done) {
                time.after(WAY, () -> {
                    if (!closed) {
                        done.accept(new Delivery.Accepted());
                    }
                });
            }

            @Override
            public void close(boolean orderly) {
                closed = true;
            }
        }
    }
}
