package org.hongting.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.vectors.Conversation;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.command.CommandDesk;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The terminal of today on the disk that an older release left, before a centre of that release.
class RecordedCentreTest {
    private final KeyPair keys = P256.newKeyPair(new SecureRandom());
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final List<Channel> sent = new ArrayList<>();

    /// Answers as the centre did, word for word.
    private final class Line implements Transport, Transport.Connection {
        private final Conversation recorded;
        private final List<Conversation.Said> left;
        private Listener listener = new Listener() {
            @Override
            public void up(int inFlight) {}

            @Override
            public void message(Topic topic, byte[] payload) {}

            @Override
            public void down(Down down) {}
        };

        Line(Conversation recorded) {
            this.recorded = recorded;
            this.left = new ArrayList<>(recorded.said().stream()
                    .filter(one -> !one.channel().isFromTerminal())
                    .toList());
        }

        @Override
        public Connection open(TerminalState will, Duration willDelay, Listener told) {
            listener = told;
            scheduler.execute(() -> told.up(100));
            return this;
        }

        @Override
        public void subscribe(List<Topic> topics, Consumer<Delivery> done) {
            scheduler.execute(() -> done.accept(new Delivery.Accepted()));
        }

        @Override
        public void publish(Topic topic, byte[] payload, boolean retained, Consumer<Delivery> done) {
            scheduler.execute(() -> done.accept(new Delivery.Accepted()));
            sent.add(topic.channel());
            if (topic.channel() == Channel.HELLO || topic.channel() == Channel.UP) {
                say();
            }
        }

        /// One acknowledgement, and the documents behind it.
        private void say() {
            boolean answered = false;
            while (!left.isEmpty() && !(answered && left.getFirst().channel() == Channel.ACKNOWLEDGEMENT)) {
                Conversation.Said one = left.removeFirst();
                answered |= one.channel() == Channel.ACKNOWLEDGEMENT;
                scheduler.execute(() -> listener.message(new Topic(recorded.terminal(), one.channel()), one.frame()));
            }
        }

        @Override
        public void close(boolean orderly) {}
    }

    /// Draws what the terminal of then drew for its hello.
    private static RandomGenerator drawing(String nonce) {
        byte[] drawn = HexFormat.of().parseHex(nonce);
        Random other = new Random(1);
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return other.nextLong();
            }

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(drawn, 0, bytes, 0, bytes.length);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0-0941a48e")
    void theDiskOfAnOlderReleaseIsGoneOnWithAndItsCentreIsUnderstood(String release) {
        Conversation recorded = Conversation.read(release);
        Hello hello = Hello.open(recorded.on(Channel.HELLO).getFirst(), id -> recorded.terminalKey())
                .header();
        long held = hello.epochs().getFirst().newest();
        try (SqliteDatabase disk = SqliteDatabase.ofImage(recorded.image())) {
            Schema.apply(disk, CommandDesk.MIGRATIONS);
            Journal journal = Journal.open(disk, recorded.terminal(), new SetClock(), new Random(2), "today");
            assertThat(journal.previousBreak()).isEmpty();
            assertThat(journal.outbox().pending()).isEqualTo(held + 1);
            Replica replica = new Replica(disk, List.of());
            Link link = new Link(
                    new LinkSetup(
                            new LinkIdentity(recorded.terminal(), Signer.of(keys), id -> recorded.serverKey(), "today"),
                            new LinkWorld(new Line(recorded), scheduler, new SetClock(), drawing(hello.nonce())),
                            new LinkMemory(journal.outbox(), replica),
                            LinkTiming.STANDARD),
                    status -> {});
            link.start();
            scheduler.pass(Duration.ofSeconds(1));

            assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
            assertThat(link.status().refused()).isEmpty();
            assertThat(journal.outbox().acknowledged(recorded.epoch())).isEqualTo(held);
            assertThat(link.status().pending()).as("its own first record").isEqualTo(1);
            assertThat(replica.entries(DocumentName.ROSTER))
                    .as("a snapshot, then a delta")
                    .hasSize(99);
            assertThat(replica.entries(DocumentName.meetingsOf(recorded.terminal())))
                    .hasSize(1);
            assertThat(sent).contains(Channel.STATE, Channel.HELLO, Channel.UP);
        }
    }
}
