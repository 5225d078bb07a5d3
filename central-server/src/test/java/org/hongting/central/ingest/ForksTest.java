package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.ingest.Forks.Fork;
import org.hongting.central.ingest.Forks.Verdict;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("both-stores")
class ForksTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final Random random = new Random(37);
    private final List<StoredFact> projected = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");
    private TestStore store;
    private TestTerminal terminal;
    private Ingest ingest;
    private Forks forks;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        terminal = TestTerminal.named("kiosk-1", random);
        store.enrol(terminal);
        List<FactProjection> projections = List.of((_, facts) -> projected.addAll(facts));
        ingest = new Ingest(store.database, store.id, Signer.of(SERVER), () -> now, random, projections);
        forks = new Forks(new Quarantine(projections, random, () -> now), () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private int take(Arrived arrived) {
        now = now.plusSeconds(60);
        return ingest.take(List.of(arrived), Duration.ZERO).stored();
    }

    private List<Fork> found() {
        return store.database.reading(transaction -> forks.of(transaction, terminal.id()));
    }

    private int decide(EpochId branch, Verdict verdict) {
        return store.database
                .inTransaction(
                        transaction -> forks.decide(transaction, terminal.id(), branch, verdict, "admin", "looked"))
                .orElseThrow();
    }

    private String chains() {
        return store.database.reading(HeldChains::check).wrong().orElse("hold");
    }

    /// Two that went on from the third record of one epoch; the second has three records of its own.
    private TestTerminal twoHistories() {
        terminal.arrivals(2);
        TestTerminal copied = terminal.copy();
        terminal.arrivals(4);
        Fact arrival = copied.arrival();
        copied.append(arrival);
        copied.arrivals(2);
        take(terminal.all());
        take(copied.all());
        return copied;
    }

    @Test
    void aTerminalOfOneDiskHasNoFork() {
        terminal.arrivals(2);
        take(terminal.all());
        terminal.openEpoch(terminal.end());
        take(terminal.all());
        assertThat(found()).isEmpty();
    }

    @Test
    void bothSidesOfACopiedDiskAreCountedFromWhereTheyPart() {
        terminal.arrivals(2);
        take(terminal.all());
        TestTerminal copied = terminal.copy();
        var end = terminal.end();
        terminal.openEpoch(end);
        terminal.arrivals(4);
        take(terminal.all());
        copied.openEpoch(end);
        take(copied.all());
        copied.openEpoch(copied.end());
        copied.arrivals(1);
        take(copied.all());
        Fork fork = found().getFirst();
        assertThat(found()).hasSize(1);
        assertThat(fork.common()).isEqualTo(3);
        assertThat(fork.first().records()).isEqualTo(5);
        assertThat(fork.second().records()).isEqualTo(3);
        assertThat(fork.second().epochs()).isEqualTo(2);
        assertThat(fork.isApart()).isFalse();
        assertThat(fork.decision()).isEmpty();
    }

    @Test
    void aDiskThatWasPutBackGoesOnBesideWhatItHadSent() {
        terminal.arrivals(2);
        TestTerminal older = terminal.copy();
        terminal.arrivals(3);
        take(terminal.all());
        older.openEpoch(older.end());
        take(older.all());
        Fork fork = found().getFirst();
        assertThat(fork.back()).isTrue();
        assertThat(fork.first().records()).isEqualTo(3);
        assertThat(fork.second().records()).isEqualTo(1);
    }

    @Test
    void aSecondHistoryThatIsKeptIsTakenInAsAnEpochOfItsOwn() {
        TestTerminal copied = twoHistories();
        Fork fork = found().getFirst();
        assertThat(fork.isApart()).isTrue();
        assertThat(fork.common()).isEqualTo(3);
        assertThat(fork.second().records()).isEqualTo(3);
        projected.clear();
        assertThat(decide(fork.second().epoch(), Verdict.KEEP_BOTH)).isEqualTo(3);
        assertThat(projected).extracting(StoredFact::seq).containsExactly(4L, 5L, 6L);
        assertThat(projected)
                .allSatisfy(
                        fact -> assertThat(fact.epoch()).isEqualTo(fork.second().epoch()));
        assertThat(store.count("quarantine")).isZero();
        assertThat(chains()).isEqualTo("hold");
        assertThat(decide(fork.second().epoch(), Verdict.KEEP_BOTH)).isZero();
        assertThat(projected).hasSize(3);

        copied.arrivals(2);
        assertThat(take(copied.up(7, 8))).as("what comes of it later").isEqualTo(2);
        assertThat(take(copied.up(7, 8))).isZero();
        assertThat(found().getFirst().second().records()).isEqualTo(5);
        assertThat(chains()).isEqualTo("hold");
        assertThat(store.texts(
                        "up_to", "epoch WHERE epoch = ?", terminal.epoch().value()))
                .containsExactly("7");
    }

    /// The same history with a body, and without it after its disk heard of the erasure: in either order, whole and in
    /// parts, it is one history.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondHistoryThatWasErasedInPartAndComesAgainIsOneHistory(boolean isErasedFirst) {
        MemberId gone = new MemberId("00000000000000a1");
        terminal.arrivals(2);
        TestTerminal copied = terminal.copy();
        TestTerminal erased = terminal.copy();
        terminal.arrivals(2);
        for (long seq = 4; seq <= 7; seq++) {
            Fact.CheckInAdmitted arrival = (Fact.CheckInAdmitted) copied.arrival();
            RecordLines lines = copied.record(
                    seq,
                    seq == 5 ? new Fact.CheckInAdmitted(arrival.meeting(), gone, arrival.origin(), false) : arrival);
            copied.append(lines);
            erased.append(seq == 5 ? new RecordLines(lines.envelope(), ReadFact.TOMBSTONE) : lines);
        }
        take(terminal.all());
        take((isErasedFirst ? erased : copied).all());
        store.database.inTransaction(transaction -> {
            transaction.update("INSERT INTO erasure (member, erased_at, erased_by, reason, went, version)"
                    + " VALUES ('" + gone + "', '', 'admin', 'wish', '{}', 1)");
            return ErasedBodies.replace(transaction, gone);
        });
        take((isErasedFirst ? copied : erased).up(5, 6));
        take((isErasedFirst ? copied : erased).all());
        take(erased.all());

        assertThat(found()).hasSize(1);
        assertThat(decide(found().getFirst().second().epoch(), Verdict.KEEP_BOTH))
                .isEqualTo(4);
        assertThat(store.count("quarantine")).isZero();
        assertThat(store.count("record WHERE seq BETWEEN 4 AND 7")).isEqualTo(6);
        assertThat(store.bytesAsText("body", "record").toString()).doesNotContain(gone.value());
        assertThat(store.count("erasure WHERE late > 1")).as("told of once").isZero();
        assertThat(chains()).isEqualTo("hold");
    }

    @Test
    void aSecondHistoryTakesBackItsOwnRecordsAndNotThoseOfTheFirst() {
        terminal.arrivals(2);
        TestTerminal copied = terminal.copy();
        terminal.arrivals(2);
        Fact.CheckInAdmitted arrival = (Fact.CheckInAdmitted) copied.arrival();
        copied.append(arrival);
        copied.append(new Fact.CheckInVoided(
                new MeetingId("meeting-1"),
                arrival.member(),
                new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                new Fact.RecordName(copied.epoch(), 4),
                VoidReason.OWN_WISH,
                MemberId.draw(random)));
        take(terminal.all());
        take(copied.all());
        EpochId name = found().getFirst().second().epoch();
        decide(name, Verdict.KEEP_BOTH);
        assertThat(projected.getLast().fact())
                .isInstanceOfSatisfying(
                        Fact.CheckInVoided.class,
                        voided -> assertThat(voided.voided()).isEqualTo(new Fact.RecordName(name, 4)));
    }

    @Test
    void whoeverIsSetAsideStaysSoAfterTheirNextStartUntilSomebodyKeepsBoth() {
        terminal.arrivals(2);
        take(terminal.all());
        TestTerminal copied = terminal.copy();
        var end = terminal.end();
        terminal.openEpoch(end);
        take(terminal.all());
        copied.openEpoch(end);
        take(copied.all());
        EpochId second = copied.epoch();
        decide(second, Verdict.SET_ASIDE);
        projected.clear();

        copied.arrivals(2);
        take(copied.up(2, 3));
        copied.openEpoch(copied.end());
        copied.arrivals(1);
        take(copied.all());
        terminal.arrivals(1);
        take(terminal.up(2, 2));
        assertThat(store.count("quarantine WHERE reason = 'set-aside'")).isEqualTo(4);
        assertThat(projected).extracting(StoredFact::epoch).containsExactly(terminal.epoch());
        assertThat(chains()).isEqualTo("hold");

        projected.clear();
        assertThat(decide(second, Verdict.KEEP_BOTH)).isEqualTo(4);
        assertThat(projected).extracting(StoredFact::seq).containsExactly(2L, 3L, 1L, 2L);
        assertThat(store.count("quarantine")).isZero();
        assertThat(found().getFirst().decision().orElseThrow().verdict()).isEqualTo(Verdict.KEEP_BOTH);
    }

    @Test
    void aSecondHistoryThatIsSetAsideStaysSoAfterItsNextStart() {
        TestTerminal copied = twoHistories();
        EpochId second = found().getFirst().second().epoch();
        decide(second, Verdict.SET_ASIDE);
        projected.clear();
        copied.openEpoch(copied.end());
        copied.arrivals(1);
        take(copied.all());
        terminal.openEpoch(terminal.end());
        take(terminal.all());
        assertThat(projected).extracting(StoredFact::epoch).containsExactly(terminal.epoch());
        assertThat(store.texts("reason", "quarantine ORDER BY reason, seq"))
                .containsExactly("fork", "fork", "fork", "set-aside", "set-aside");
        assertThat(decide(second, Verdict.KEEP_BOTH)).isEqualTo(5);
        assertThat(store.count("quarantine")).isZero();
        assertThat(found()).hasSize(1);
        assertThat(chains()).isEqualTo("hold");
    }

    @Test
    void nobodyDecidesAboutAForkThatIsNotThere() {
        take(terminal.all());
        assertThat(store.database.<Optional<Integer>>inTransaction(transaction ->
                        forks.decide(transaction, terminal.id(), terminal.epoch(), Verdict.SET_ASIDE, "admin", "")))
                .isEmpty();
        assertThat(store.count("epoch WHERE set_aside = 1")).isZero();
    }

    @Test
    void recordsThatATerminalToldOfAndNeverBringsAreCountedUntilTheyCome() {
        String nonce = "00112233445566778899aabbccddeeff";
        terminal.arrivals(9);
        take(terminal.up(1, 3));
        take(terminal.hello(nonce, 1));
        assertThat(store.count("told_epoch WHERE told = 1 AND newest = 10")).isEqualTo(1);
        TestTerminal newDisk = TestTerminal.named("kiosk-1", random);
        take(newDisk.hello(nonce, 1));
        assertThat(store.count("told_epoch WHERE told = 0 AND newest = 10")).isEqualTo(1);
        take(terminal.hello(nonce, 1));
        take(terminal.up(4, 10));
        take(terminal.hello(nonce, 1));
        assertThat(store.count("told_epoch WHERE epoch = ?", terminal.epoch().value()))
                .isZero();
    }
}
