package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage.Reason;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class IngestTest {
    private static final java.security.KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final List<StoredFact> projected = new ArrayList<>();
    private TestStore store;
    private TestTerminal terminal;
    private Ingest ingest;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        terminal = TestTerminal.named("kiosk-1", random);
        store.enrol(terminal);
        ingest = ingest((transaction, facts) -> projected.addAll(facts));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Ingest ingest(FactProjection projection) {
        return new Ingest(
                store.database,
                store.id,
                Signer.of(SERVER),
                () -> Instant.parse("2026-11-22T02:00:00Z"),
                random,
                List.of(projection));
    }

    private List<Acknowledgement> take(Arrived... arrived) {
        return ingest.take(List.of(arrived), Duration.ZERO).answers().stream()
                .map(answer -> Acknowledgement.open(answer.frame(), id -> SERVER.getPublic()))
                .toList();
    }

    private Watermark takeOne(Arrived... arrived) {
        List<Acknowledgement> acks = take(arrived);
        assertThat(acks).hasSize(1);
        return acks.getFirst().epochs().getFirst();
    }

    private long refused(Reason reason) {
        return store.count("refused_message WHERE reason = ?", reason.name());
    }

    @Test
    void aBatchIsStoredAndAcknowledgedUpToItsLastRecord() {
        terminal.arrivals(9);
        Watermark mark = takeOne(terminal.all());
        assertThat(mark).isEqualTo(new Watermark(terminal.epoch(), 10, terminal.head(), 0, 0));
        assertThat(store.count("record")).isEqualTo(10);
        assertThat(projected).extracting(StoredFact::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void aReplayedBatchIsAcknowledgedAgainAndStoredOnce() {
        terminal.arrivals(4);
        Watermark first = takeOne(terminal.all());
        assertThat(takeOne(terminal.all())).isEqualTo(first);
        assertThat(takeOne(terminal.up(1, 3))).isEqualTo(first);
        assertThat(store.count("record")).isEqualTo(5);
        assertThat(projected).hasSize(5);
        assertThat(store.count("alarm")).isZero();
    }

    @Test
    void aBatchThatStartsAboveStoresNothingAndIsAnsweredWithTheWatermark() {
        terminal.arrivals(9);
        assertThat(takeOne(terminal.up(4, 6)).upTo()).isZero();
        takeOne(terminal.up(1, 3));
        assertThat(takeOne(terminal.up(7, 10)).upTo()).isEqualTo(3);
        assertThat(store.count("record")).isEqualTo(3);
        assertThat(store.count("quarantine")).isZero();
    }

    @Test
    void anOverlappingBatchAddsOnlyWhatIsNew() {
        terminal.arrivals(9);
        takeOne(terminal.up(1, 6));
        assertThat(takeOne(terminal.up(4, 10)).upTo()).isEqualTo(10);
        assertThat(projected).hasSize(10);
    }

    @Test
    void severalBatchesOfOneGroupAreAnsweredOnce() {
        terminal.arrivals(9);
        assertThat(take(terminal.up(1, 4), terminal.up(5, 8), terminal.up(9, 10)))
                .hasSize(1);
        assertThat(store.count("record")).isEqualTo(10);
    }

    @Test
    void badRecordsGoToQuarantineAndTheOnesBehindThemGoOn() {
        terminal.arrivals(1);
        RecordLines good = terminal.record(3, terminal.arrival());
        terminal.append(new RecordLines(good.envelope(), line("{\"salt\":\"changed\"}")));
        terminal.append(new RecordLines(line("not an envelope"), good.body()));
        terminal.append(terminal.record(77, terminal.arrival()));
        terminal.arrivals(1);
        Watermark mark = takeOne(terminal.all());
        assertThat(mark.upTo()).isEqualTo(6);
        assertThat(mark.quarantined()).isEqualTo(3);
        assertThat(mark.head()).isEqualTo(terminal.head());
        assertThat(store.texts("reason", "quarantine ORDER BY seq")).containsExactly("body", "envelope", "sequence");
        assertThat(store.count("record")).isEqualTo(3);
        assertThat(takeOne(terminal.all())).isEqualTo(mark);
        assertThat(store.count("quarantine")).isEqualTo(3);
    }

    @Test
    void aTypeThatIsNotKnownIsStoredRawAndCounted() {
        Line body = line("{\"salt\":\"00112233445566778899aabbccddeeff\",\"mood\":\"fine\"}");
        Envelope envelope =
                Envelope.ofLine(terminal.record(2, terminal.arrival()).envelope());
        terminal.append(new RecordLines(
                new Envelope(2, envelope.clock(), "quiz.answered", 3, Digest.of(body.bytes())).toLine(), body));
        assertThat(takeOne(terminal.all()).quarantined()).isZero();
        assertThat(store.texts("type", "record WHERE known = 0")).containsExactly("quiz.answered");
        assertThat(projected).hasSize(1);
    }

    @Test
    void aHelloIsAnsweredWithItsNonceAndAnchorsTheBoot() {
        terminal.arrivals(4);
        takeOne(terminal.up(1, 2));
        Acknowledgement ack = take(terminal.hello(NONCE, 1)).getFirst();
        assertThat(ack.nonce()).isEqualTo(NONCE);
        assertThat(ack.store()).isEqualTo(store.id);
        assertThat(ack.epochs().getFirst().upTo()).isEqualTo(2);
        assertThat(store.count("clock_anchor WHERE boot = 'boot-1' AND mono = 1000000000"))
                .isEqualTo(1);
        assertThat(store.count(
                        "terminal WHERE software = 'test 1' AND clock = 'SYNCED' AND pending = 3 AND online = 1"))
                .isEqualTo(1);
        takeOne(terminal.up(3, 5));
        assertThat(store.count("terminal WHERE pending = 0")).isEqualTo(1);
    }

    @Test
    void onlyAHelloWithAHigherOldestOpensAGapAndTheLossIsRecorded() {
        terminal.arrivals(9);
        takeOne(terminal.up(1, 3));
        assertThat(takeOne(terminal.up(6, 10)).upTo()).isEqualTo(3);
        Watermark skipped = take(terminal.hello(NONCE, 6)).getFirst().epochs().getFirst();
        assertThat(skipped.upTo()).isEqualTo(5);
        assertThat(store.count("lost WHERE first = 4 AND last = 5")).isEqualTo(1);
        assertThat(store.texts("kind", "alarm")).containsExactly("lost");
        Watermark mark = takeOne(terminal.up(6, 10));
        assertThat(mark.upTo()).isEqualTo(10);
        assertThat(mark.head()).isEqualTo(terminal.head());
        assertThat(takeOne(terminal.up(6, 10))).isEqualTo(mark);
        assertThat(store.count("record")).isEqualTo(8);
    }

    @Test
    void twoEpochsThatContinueOneParentRaiseAnAlarmAndBothAreStored() {
        terminal.arrivals(2);
        takeOne(terminal.all());
        var end = terminal.end();
        TestTerminal copied = terminal.copy();
        terminal.openEpoch(end);
        copied.openEpoch(end);
        takeOne(terminal.all());
        assertThat(store.count("alarm")).isZero();
        takeOne(copied.all());
        assertThat(store.texts("kind", "alarm")).containsExactly("fork");
        assertThat(store.count("epoch WHERE up_to > 0")).isEqualTo(3);
    }

    @Test
    void aParentBelowWhatIsHeldIsARolledBackDisk() {
        terminal.arrivals(2);
        TestTerminal older = terminal.copy();
        terminal.arrivals(3);
        takeOne(terminal.all());
        older.openEpoch(older.end());
        assertThat(takeOne(older.all()).upTo()).isEqualTo(1);
        assertThat(store.texts("kind", "alarm")).containsExactly("rollback");
    }

    @Test
    void aParentThatGoesOnAfterItsCopyWasHeardOfIsAFork() {
        terminal.arrivals(2);
        TestTerminal copied = terminal.copy();
        takeOne(terminal.all());
        copied.openEpoch(copied.end());
        takeOne(copied.all());
        assertThat(store.count("alarm")).isZero();
        terminal.arrivals(1);
        takeOne(terminal.up(4, 4));
        terminal.arrivals(1);
        takeOne(terminal.up(5, 5));
        assertThat(store.texts("kind", "alarm")).containsExactly("fork");
    }

    @Test
    void aHelloThatLaterRecordsHaveOvertakenIsNoRolledBackDisk() {
        terminal.arrivals(2);
        TestTerminal older = terminal.copy();
        terminal.arrivals(3);
        takeOne(terminal.all());
        Hello late = older.hello(NONCE, 1, List.of());
        Hello overtaken = new Hello(
                late.terminal(),
                NONCE,
                late.epochs(),
                late.documents(),
                late.software(),
                late.at(),
                late.clock(),
                late.boot(),
                3_500_000); // record 3 was written at 3,000,000 and record 4 at 4,000,000
        take(terminal.arrived(Channel.HELLO, overtaken.seal(terminal.signer())));
        assertThat(store.count("alarm")).isZero();
        take(terminal.arrived(Channel.HELLO, late.seal(terminal.signer())));
        assertThat(store.texts("kind", "alarm")).containsExactly("rollback");
    }

    @Test
    void divergingRecordsAreKeptApartWithAnAlarmAndNobodyIsStopped() {
        terminal.arrivals(2);
        TestTerminal copied = terminal.copy();
        terminal.arrivals(2);
        copied.arrivals(3);
        Watermark mark = takeOne(terminal.all());
        assertThat(takeOne(copied.all())).isEqualTo(mark);
        assertThat(store.texts("seq", "quarantine WHERE reason = 'fork' ORDER BY seq"))
                .containsExactly("4", "5", "6");
        assertThat(store.texts("kind", "alarm")).containsExactly("divergence");
        assertThat(takeOne(copied.up(1, 4))).isEqualTo(mark);
        copied.openEpoch(null);
        assertThat(takeOne(copied.all()).upTo()).isEqualTo(1);
    }

    @Test
    void everyRefusalHasItsReasonCounted() {
        terminal.arrivals(1);
        byte[] good = terminal.batch(1, 2);
        refuses(Reason.TOO_LARGE, new byte[Limits.MESSAGE_BYTES + 1]);
        refuses(Reason.MALFORMED, "{}".getBytes(StandardCharsets.UTF_8));
        refuses(Reason.WRONG_SIGNATURE, changed(good, "\"count\":2", "\"count\":3"));
        refuses(Reason.WRONG_CONTENT, changed(good, "\"seq\":2", "\"seq\":3"));
        TestTerminal other = TestTerminal.named("kiosk-2", random);
        refuses(Reason.WRONG_TERMINAL, other.batch(1, 1));
        TestTerminal stranger = TestTerminal.of(terminal.id(), Signer.of(P256.newKeyPair(new SecureRandom())), random);
        refuses(Reason.UNKNOWN_KEY, stranger.batch(1, 1));
        EpochId nowhere = EpochId.draw(random);
        refuses(
                Reason.UNKNOWN_EPOCH,
                Batch.seal(
                        terminal.id(),
                        nowhere,
                        1,
                        Chain.start(terminal.id(), nowhere),
                        List.of(terminal.record(1, terminal.arrival())),
                        terminal.signer()));
        assertThat(take(other.all())).isEmpty();
        assertThat(store.count("record")).isZero();
        assertThat(takeOne(terminal.all()).upTo()).isEqualTo(2);
    }

    @Test
    void aBodyThatWasChangedOnTheWayIsRefusedAndSentAgain() {
        terminal.arrivals(2);
        byte[] good = terminal.batch(1, 3);
        refuses(Reason.WRONG_CONTENT, changed(good, "\"salt\":\"", "\"salu\":\""));
        assertThat(store.count("quarantine")).isZero();
        assertThat(takeOne(terminal.arrived(Channel.UP, good)).upTo()).isEqualTo(3);
    }

    /// What one terminal itself says of a bad body holds for that batch, and no later signature says it in its place.
    @Test
    void aBodyThatATerminalHasNoMoreIsQuarantinedByItsOwnWordAlone() {
        RecordLines lost = new RecordLines(
                terminal.record(2, terminal.arrival()).envelope(),
                Line.of("bad block".getBytes(StandardCharsets.UTF_8)));
        terminal.append(lost);
        terminal.arrivals(1);
        byte[] withBadBody = terminal.batch(2, 2);
        byte[] notItsOwnWord = changed(withBadBody, "\"bodies\":\"", "\"bodiez\":\"");
        takeOne(terminal.up(1, 1));
        take(terminal.arrived(Channel.UP, notItsOwnWord), terminal.up(3, 3));
        assertThat(store.count("quarantine")).isZero();
        Watermark mark = takeOne(terminal.arrived(Channel.UP, withBadBody), terminal.up(3, 3));
        assertThat(mark.upTo()).isEqualTo(3);
        assertThat(mark.quarantined()).isEqualTo(1);
    }

    private void refuses(Reason reason, byte[] frame) {
        assertThat(take(terminal.arrived(Channel.UP, frame))).isEmpty();
        assertThat(refused(reason)).as(reason.name()).isEqualTo(1);
    }

    @Test
    void aRevokedTerminalIsBelievedNothingMore() {
        takeOne(terminal.all());
        store.execute("UPDATE terminal SET revoked_at = '2026-11-22T00:00:00.000Z'");
        assertThat(take(terminal.all())).isEmpty();
        assertThat(refused(Reason.UNKNOWN_KEY)).isEqualTo(1);
    }

    @Test
    void aRecordThatAProjectionCannotTakeIsQuarantinedAlone() {
        terminal.arrivals(4);
        ingest = ingest(notedUnless(fact -> fact.seq() == 3));
        Watermark mark = takeOne(terminal.all());
        assertThat(mark.upTo()).isEqualTo(5);
        assertThat(mark.quarantined()).isEqualTo(1);
        assertThat(store.texts("reason", "quarantine WHERE seq = 3")).containsExactly("projection");
        assertThat(store.count("record WHERE seq = 3")).isZero();
        assertThat(store.texts("subject", "audit ORDER BY id"))
                .containsExactly("kiosk-1 1", "kiosk-1 2", "kiosk-1 4", "kiosk-1 5");
    }

    private static FactProjection notedUnless(Predicate<StoredFact> impossible) {
        return (transaction, facts) -> {
            for (StoredFact fact : facts) {
                transaction.update(
                        "INSERT INTO audit (at, actor, action, subject, detail) VALUES ('', '', '', ?, '')",
                        fact.terminal() + " " + fact.seq());
                if (impossible.test(fact)) {
                    throw new IllegalStateException("no");
                }
            }
        };
    }

    @Test
    void recordsOfSeveralTerminalsThatCannotBeProjectedAreQuarantinedAlone() {
        TestTerminal other = TestTerminal.named("kiosk-0", random);
        store.enrol(other);
        other.arrivals(3);
        terminal.arrivals(4);
        ingest = ingest(notedUnless(fact -> fact.seq() == 2 || fact.seq() == 5));
        List<Acknowledgement> acks = take(terminal.up(1, 2), other.all(), terminal.up(3, 5));
        assertThat(acks)
                .extracting(
                        ack -> ack.terminal() + " " + ack.epochs().getFirst().upTo() + " "
                                + ack.epochs().getFirst().quarantined())
                .containsExactlyInAnyOrder("kiosk-0 4 1", "kiosk-1 5 2");
        assertThat(store.texts("terminal || ' ' || seq", "quarantine ORDER BY terminal, seq"))
                .containsExactly("kiosk-0 2", "kiosk-1 2", "kiosk-1 5");
        assertThat(store.texts("subject", "audit ORDER BY id"))
                .containsExactly("kiosk-0 1", "kiosk-0 3", "kiosk-0 4", "kiosk-1 1", "kiosk-1 3", "kiosk-1 4");
        assertThat(takeOne(terminal.all()).quarantined()).isEqualTo(2);
    }

    @Test
    void whatAGroupBringsIsProjectedAtOnce() {
        TestTerminal other = TestTerminal.named("kiosk-0", random);
        store.enrol(other);
        other.arrivals(2);
        terminal.arrivals(5);
        List<Integer> calls = new ArrayList<>();
        ingest = ingest((transaction, facts) -> calls.add(facts.size()));
        take(terminal.up(1, 3), other.all(), terminal.up(4, 6));
        assertThat(calls).containsExactly(9);
    }

    @Test
    void oneTerminalsFaultHoldsUpNoOther() {
        TestTerminal other = TestTerminal.named("kiosk-0", random);
        store.enrol(other);
        ingest = ingest((transaction, facts) -> {
            if (facts.stream().anyMatch(fact -> fact.terminal().equals(terminal.id()))) {
                throw new DatabaseFault(DatabaseFault.Kind.INPUT_OUTPUT, "as if");
            }
        });
        Arrived foreign = new Arrived(
                new Topic(terminal.id(), Channel.HELLO), other.hello(NONCE, 1).payload());
        Ingest.Outcome outcome = ingest.take(List.of(terminal.all(), foreign, other.all()), Duration.ZERO);
        assertThat(outcome.answers()).extracting(Answer::terminal).containsExactly(other.id());
        assertThat(outcome.faults()).hasSize(1);
        assertThat(refused(Reason.WRONG_TERMINAL)).as("counted all the same").isEqualTo(1);
        assertThat(store.texts("DISTINCT terminal", "record")).containsExactly("kiosk-0");
    }

    @Test
    void aHelloOnATopicOfAnotherTerminalIsRefused() {
        TestTerminal other = TestTerminal.named("kiosk-2", random);
        Arrived asOther = new Arrived(
                new Topic(terminal.id(), Channel.HELLO), other.hello(NONCE, 1).payload());
        assertThat(take(asOther)).isEmpty();
        assertThat(refused(Reason.WRONG_TERMINAL)).isEqualTo(1);
    }

    private static Line line(String text) {
        return Line.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] changed(byte[] frame, String from, String to) {
        return new String(frame, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
