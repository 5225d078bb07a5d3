package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.ingest.Quarantine.Tried;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class QuarantineTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final Instant LATER = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    private final Random random = new Random(36);
    private final List<StoredFact> projected = new ArrayList<>();
    private long failsAt;
    private boolean failsAlways;
    private final FactProjection projection = (_, facts) -> {
        if (failsAlways || facts.stream().anyMatch(fact -> fact.seq() == failsAt)) {
            throw new IllegalStateException("no");
        }
        projected.addAll(facts);
    };
    private TestStore store;
    private TestTerminal terminal;
    private Ingest ingest;
    private Quarantine quarantine;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        terminal = TestTerminal.named("kiosk-1", random);
        store.enrol(terminal);
        ingest = new Ingest(
                store.database,
                store.id,
                Signer.of(SERVER),
                () -> Instant.parse("2026-11-22T02:00:00Z"),
                random,
                List.of(projection));
        quarantine = new Quarantine(List.of(projection), random, () -> LATER);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Acknowledgement.Watermark take(Arrived arrived) {
        return Acknowledgement.open(
                        ingest.take(List.of(arrived), Duration.ZERO)
                                .answers()
                                .getFirst()
                                .frame(),
                        id -> SERVER.getPublic())
                .epochs()
                .getFirst();
    }

    private List<Quarantine.Name> waiting() {
        return store.database.reading(transaction -> quarantine.waiting(transaction, "", null, 100));
    }

    private List<Tried> again(List<Quarantine.Name> names) {
        return store.database.inTransaction(transaction ->
                names.stream().map(name -> quarantine.again(transaction, name)).toList());
    }

    private String chains() {
        return store.database.reading(HeldChains::check).wrong().orElse("hold");
    }

    @Test
    void aRecordWhoseCauseIsGoneIsTakenInOnceAsIfItCameNow() {
        terminal.arrivals(4);
        failsAt = 3;
        assertThat(take(terminal.all()).quarantined()).isEqualTo(1);
        failsAt = 0;
        projected.clear();
        List<Quarantine.Name> names = waiting();
        assertThat(again(names)).containsExactly(Tried.TAKEN);
        assertThat(again(names)).containsExactly(Tried.GONE);
        assertThat(projected).extracting(StoredFact::seq).containsExactly(3L);
        assertThat(projected.getLast().received()).isEqualTo(LATER);
        assertThat(store.count("quarantine")).isZero();
        assertThat(store.texts("received_at", "record WHERE seq = 3")).containsExactly("2026-11-23T08:00:00.000Z");
        assertThat(take(terminal.all()).quarantined()).isZero();
        assertThat(projected).hasSize(1);
        assertThat(chains()).isEqualTo("hold");
    }

    @Test
    void whatIsRefusedAgainStaysWithTheNewerReason() {
        terminal.arrivals(2);
        RecordLines good = terminal.record(4, terminal.arrival());
        terminal.append(new RecordLines(good.envelope(), line("{\"salt\":\"changed\"}")));
        take(terminal.all());
        store.execute("UPDATE quarantine SET reason = 'projection', detail = 'of before'");
        assertThat(again(waiting())).containsExactly(Tried.REFUSED);
        assertThat(store.texts("reason || ' ' || detail || ' ' || tried_at", "quarantine"))
                .containsExactly("body body does not match its envelope 2026-11-23T08:00:00.000Z");
        failsAt = 2;
        TestTerminal other = TestTerminal.named("kiosk-2", random);
        store.enrol(other);
        other.arrivals(1);
        take(other.all());
        assertThat(again(waiting())).containsExactly(Tried.REFUSED, Tried.REFUSED);
        assertThat(store.texts("reason", "quarantine WHERE terminal = 'kiosk-2' AND tried_at IS NOT NULL"))
                .containsExactly("projection");
        assertThat(store.texts("quarantined", "epoch WHERE terminal = 'kiosk-2'"))
                .containsExactly("1");
        assertThat(chains()).isEqualTo("hold");
    }

    @Test
    void aBodyThatIsMissingUnaskedIsTakenInOnlyOnceItsTerminalWasAsked() {
        terminal.append(new RecordLines(terminal.record(2, terminal.arrival()).envelope(), ReadFact.TOMBSTONE));
        take(terminal.all());
        assertThat(again(waiting())).containsExactly(Tried.REFUSED);
        HeldDocument list = new HeldDocument(DocumentName.ERASE, store.id, 1, Digest.of(new byte[0]));
        take(terminal.arrived(
                Channel.HELLO,
                terminal.hello("00112233445566778899aabbccddeeff", 1, List.of(list))
                        .seal(terminal.signer())));
        assertThat(again(waiting())).containsExactly(Tried.TAKEN);
        assertThat(store.count("erasure_held WHERE tombstones = 1")).isEqualTo(1);
        assertThat(chains()).isEqualTo("hold");
    }

    @Test
    void recordsTryAgainInTheOrderInWhichTheirTerminalWroteThem() {
        failsAlways = true;
        terminal.arrivals(1);
        take(terminal.all());
        store.execute("UPDATE epoch SET first_seen_at = '2026-11-22T01:00:00.000Z'");
        terminal.openEpoch(terminal.end());
        terminal.arrivals(3);
        take(terminal.all());
        failsAlways = false;
        List<Tried> tried = again(waiting());
        assertThat(tried).hasSize(6).containsOnly(Tried.TAKEN);
        assertThat(projected).extracting(StoredFact::seq).containsExactly(1L, 2L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aTypeThatNewerSoftwareKnowsIsTakenInFromAmongTheRawOnes() {
        terminal.arrivals(1);
        take(terminal.all());
        projected.clear();
        store.execute("UPDATE record SET known = 0 WHERE seq = 2");
        assertThat(again(waiting())).containsExactly(Tried.TAKEN);
        assertThat(projected).extracting(StoredFact::seq).containsExactly(2L);
        assertThat(waiting()).isEmpty();
        Line body = line("{\"salt\":\"00112233445566778899aabbccddeeff\",\"mood\":\"fine\"}");
        Envelope envelope =
                Envelope.ofLine(terminal.record(3, terminal.arrival()).envelope());
        terminal.append(new RecordLines(
                new Envelope(3, envelope.clock(), "quiz.answered", 3, Digest.of(body.bytes())).toLine(), body));
        take(terminal.all());
        assertThat(again(waiting())).containsExactly(Tried.REFUSED);
        assertThat(store.count("record WHERE known = 0")).isEqualTo(1);
    }

    @Test
    void whatIsGivenUpStaysToBeSeenAndCanBePutBack() {
        terminal.arrivals(2);
        failsAt = 2;
        take(terminal.all());
        failsAt = 0;
        Quarantine.Name name = waiting().getFirst();
        assertThat(store.database.<Boolean>inTransaction(
                        transaction -> quarantine.discard(transaction, name, "admin", "a test")))
                .isTrue();
        assertThat(waiting()).isEmpty();
        assertThat(again(List.of(name))).containsExactly(Tried.GONE);
        assertThat(store.texts("discarded_by || ' ' || discard_note", "quarantine"))
                .containsExactly("admin a test");
        assertThat(chains()).isEqualTo("hold");
        assertThat(store.database.<Boolean>inTransaction(transaction -> quarantine.putBack(transaction, name)))
                .isTrue();
        assertThat(again(List.of(name))).containsExactly(Tried.TAKEN);
    }

    private static Line line(String text) {
        return Line.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
