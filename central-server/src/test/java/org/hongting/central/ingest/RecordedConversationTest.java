package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.Samples;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.vectors.Conversation;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Terminals of older releases, whose very bytes were recorded, and the centre of today.
@Tag("both-stores")
class RecordedConversationTest {
    private static final java.security.KeyPair SERVER = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = "0.1.0-0941a48e")
    void allThatATerminalOfAnOlderReleaseSaidIsTakenAcknowledgedAndCounted(String release) {
        Conversation recorded = Conversation.read(release);
        try (TestStore store = new TestStore(folder)) {
            store.execute(
                    "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, ?)",
                    recorded.terminal().value(),
                    recorded.terminalKey().getEncoded(),
                    UtcText.of(Instant.EPOCH));
            Ingest ingest = new Ingest(
                    store.database,
                    store.id,
                    Signer.of(SERVER),
                    () -> Samples.NINE.toInstant(),
                    new Random(5),
                    List.of(new ArrivalProjection(new Alarms(new Random(6)))));

            List<Acknowledgement> answers = replay(ingest, recorded);
            Hello hello = Hello.open(recorded.on(Channel.HELLO).getFirst(), id -> recorded.terminalKey())
                    .header();
            assertThat(answers.getFirst().nonce()).isEqualTo(hello.nonce());
            Watermark said = Acknowledgement.open(
                            recorded.on(Channel.ACKNOWLEDGEMENT).getLast(), id -> recorded.serverKey())
                    .epochs()
                    .getFirst();
            assertThat(answers.getLast().epochs())
                    .as("the same that the centre of that release answered")
                    .containsExactly(said);
            assertThat(said.upTo()).isEqualTo(recorded.newest());
            assertThat(store.count("record")).isEqualTo(recorded.newest());
            assertThat(store.texts(
                            "member",
                            "(SELECT DISTINCT member FROM arrival WHERE meeting = ?) AS one",
                            Samples.MEETING.value()))
                    .hasSize(101);

            replay(ingest, recorded);
            assertThat(store.count("record")).as("said twice").isEqualTo(recorded.newest());
            assertThat(store.count("quarantine")).isZero();
            assertThat(store.count("refused_message")).isZero();
            assertThat(store.count("alarm")).isZero();
        }
    }

    private static List<Acknowledgement> replay(Ingest ingest, Conversation recorded) {
        List<Acknowledgement> answers = new ArrayList<>();
        for (Conversation.Said one : recorded.said()) {
            if (one.channel() == Channel.STATE) {
                assertThat(TerminalState.open(one.frame()).terminal()).isEqualTo(recorded.terminal());
            } else if (one.channel().isFromTerminal()) {
                ingest.take(
                                List.of(new Arrived(new Topic(recorded.terminal(), one.channel()), one.frame())),
                                Duration.ZERO)
                        .answers()
                        .forEach(answer -> answers.add(Acknowledgement.open(answer.frame(), id -> SERVER.getPublic())));
            }
        }
        return answers;
    }
}
