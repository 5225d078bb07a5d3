package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.TouchBench.LI_PIN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Headcounts;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a meeting asks for, decided at the door with no network.
class MeetingRulesTest {
    private static final MeetingId ASSEMBLY = new MeetingId("assembly");
    private static final byte[] CARD_OF_WANG = {0x26, (byte) 0xde, (byte) 0xfa, (byte) 0xe7};
    private static final byte[] CARD_OF_OUTSIDER = {(byte) 0xf0, 0, 0, 1};

    private final TouchBench at = new TouchBench();
    private final DeskBench bench = at.bench;

    private void meeting(@Nullable Quorum quorum, @Nullable SecondFactor factor, @Nullable Integer places) {
        MeetingEntry plain = bench.meeting("assembly", bench.now().plusMinutes(10), DeskBench.FIRST_BRANCH);
        bench.publishMeetings(plain.with(new MeetingRules(quorum, factor, places)));
        bench.publish(
                DocumentName.ROSTER,
                withCard(DeskBench.WANG, "王*", DeskBench.FIRST_BRANCH, CARD_OF_WANG, false),
                withCard(DeskBench.OUTSIDER, "赵*", DeskBench.SECOND_BRANCH, CARD_OF_OUTSIDER, false),
                withCard(
                        new MemberId("00000000000000b2"),
                        "钱*",
                        DeskBench.SECOND_BRANCH,
                        new byte[] {9, 9, 9, 9},
                        false),
                withPin(),
                withCard(TouchBench.ZHAO, "赵*", DeskBench.FIRST_BRANCH, TouchBench.CARD_OF_ZHAO, true));
    }

    private static DocumentEntry withCard(MemberId id, String name, BranchId branch, byte[] card, boolean charge) {
        RosterEntry typed =
                TouchBench.entry(id, name, branch, "20" + id.value().substring(8), charge ? TouchBench.ZHAO_PIN : null);
        return DocumentEntry.of(new RosterEntry(
                id,
                name,
                branch,
                List.of(CardHash.of(new CardUid(card), 1, new byte[32])),
                1,
                null,
                typed.touch(),
                charge ? true : null));
    }

    private static DocumentEntry withPin() {
        RosterEntry li = TouchBench.entry(DeskBench.LI, "李*", DeskBench.FIRST_BRANCH, "2023010312", LI_PIN, "lxm");
        return DocumentEntry.of(new RosterEntry(
                li.id(),
                li.name(),
                li.branch(),
                List.of(CardHash.of(new CardUid(DeskBench.CARD_OF_LI), 1, new byte[32])),
                1,
                null,
                li.touch(),
                null));
    }

    private Decision card(byte[] uid) {
        return bench.desk.decide(TouchBench.read(uid));
    }

    private Decision.NeedsProof proofOf(byte[] uid) {
        Decision decision = card(uid);
        assertThat(decision).isInstanceOf(Decision.NeedsProof.class);
        return (Decision.NeedsProof) decision;
    }

    @Test
    void aQuorumIsReachedByMoreThanHalfOfThoseExpectedAndNotByGuests() {
        meeting(Quorum.of(">1/2"), null, 5);
        card(CARD_OF_OUTSIDER);
        card(CARD_OF_WANG);
        QuorumCount one =
                QuorumCount.of(bench.desk.currentMeeting().orElseThrow()).orElseThrow();
        assertThat(one).isEqualTo(new QuorumCount(Quorum.of(">1/2"), 1, 3));
        assertThat(one.isReached()).isFalse();
        assertThat(one.wanting()).isEqualTo(1);

        card(DeskBench.CARD_OF_LI);
        assertThat(QuorumCount.of(bench.desk.currentMeeting().orElseThrow())
                        .orElseThrow()
                        .isReached())
                .isTrue();
    }

    @Test
    void placesTakePeopleWhoAreNotExpectedUntilTheyAreTaken() {
        meeting(null, null, 1);
        assertThat(card(CARD_OF_OUTSIDER)).isInstanceOf(Decision.Admitted.class);
        assertThat(card(CARD_OF_OUTSIDER)).isInstanceOf(Decision.Already.class);
        assertThat(card(new byte[] {9, 9, 9, 9})).isEqualTo(new Decision.Refused(RefusalReason.PLACES_TAKEN));
        assertThat(card(CARD_OF_WANG)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void withoutPlacesNobodyComesWhoIsNotExpected() {
        meeting(Quorum.of(">=2/3"), null, null);
        assertThat(card(CARD_OF_OUTSIDER)).isEqualTo(new Decision.Refused(RefusalReason.NOT_EXPECTED));
    }

    @Test
    void aCardAloneAsksForThePinAndTheArrivalCountsFromTheCard() {
        meeting(null, SecondFactor.PIN, null);
        Decision.NeedsProof needed = proofOf(DeskBench.CARD_OF_LI);
        assertThat(needed.wanted()).isEqualTo(SecondFactor.PIN);
        assertThat(bench.facts(Fact.CheckInRefused.class))
                .extracting(Fact.CheckInRefused::reason)
                .containsExactly(RefusalReason.UNCONFIRMED);

        at.touch.awaitProof(needed);
        bench.pass(Duration.ofSeconds(20));
        assertThat(at.pinDecision(LI_PIN)).isInstanceOf(Decision.Admitted.class);
        Fact.CheckInAdmitted admitted = bench.facts(Fact.CheckInAdmitted.class).getFirst();
        assertThat(admitted.origin().credential()).isEqualTo(CredentialKind.PIN);
        assertThat(admitted.read()).isEqualTo(Fact.ReadMoment.of(needed.when()));
    }

    @Test
    void whoeverHasNoPinIsConfirmedByWhoIsInChargeWithCardAndPin() {
        meeting(null, SecondFactor.PIN, null);
        Decision.NeedsProof needed = proofOf(CARD_OF_WANG);
        assertThat(needed.wanted()).isEqualTo(SecondFactor.CONFIRMATION);

        at.touch.awaitProof(needed);
        at.touch.awaitCard(Optional.of(DeskBench.WANG));
        assertThat(at.touch.charge(TouchBench.read(TouchBench.CARD_OF_ZHAO))).isPresent();
        assertThat(at.pinDecision(TouchBench.ZHAO_PIN)).isInstanceOf(Decision.Admitted.class);
        assertThat(bench.facts(Fact.CheckInAdmitted.class).getFirst().mark())
                .isEqualTo(new Fact.Mark(TouchBench.ZHAO, MarkReason.CONFIRMED));
    }

    @Test
    void whereWhoIsInChargeConfirmsEverybodyNoPinIsEnough() {
        meeting(null, SecondFactor.CONFIRMATION, null);
        assertThat(proofOf(DeskBench.CARD_OF_LI).wanted()).isEqualTo(SecondFactor.CONFIRMATION);
    }

    @Test
    void aPinThatIsLockedLeavesTheWayByWhoIsInCharge() {
        meeting(null, SecondFactor.PIN, null);
        for (int i = 0; i < 3; i++) {
            at.touch.awaitProof(proofOf(DeskBench.CARD_OF_LI));
            at.pin("000000");
        }
        assertThat(proofOf(DeskBench.CARD_OF_LI).wanted()).isEqualTo(SecondFactor.CONFIRMATION);
    }

    @Test
    void anArrivalIsTakenBackByTheSameCardInTimeAndMayBeMadeAnew() {
        meeting(null, null, null);
        card(DeskBench.CARD_OF_LI);
        at.touch.awaitUndo(DeskBench.LI, ASSEMBLY);
        assertThat(at.touch.takeBack(TouchBench.read(CARD_OF_WANG))).isEmpty();
        assertThat(at.touch.takeBack(TouchBench.read(DeskBench.CARD_OF_LI)))
                .get()
                .isInstanceOf(Decision.TakenBack.class);
        Fact.CheckInVoided voided = bench.facts(Fact.CheckInVoided.class).getFirst();
        assertThat(voided.by()).isEqualTo(DeskBench.LI);
        assertThat(voided.voided().epoch()).isEqualTo(bench.journal.epoch());
        assertThat(bench.desk.currentMeeting().orElseThrow().headcount().present())
                .isZero();

        assertThat(card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
        assertThat(card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Already.class);
        assertThat(bench.desk.currentMeeting().orElseThrow().headcount().present())
                .isEqualTo(1);
    }

    @Test
    void afterFiveMinutesOnlyWhoIsInChargeTakesAnArrivalBack() {
        meeting(null, null, null);
        card(DeskBench.CARD_OF_LI);
        bench.pass(TouchDesk.UNDO.plusSeconds(1));
        at.touch.awaitUndo(DeskBench.LI, ASSEMBLY);
        assertThat(at.touch.takeBack(TouchBench.read(DeskBench.CARD_OF_LI)))
                .get()
                .isEqualTo(new Decision.Refused(RefusalReason.CANNOT_BE_VOIDED));

        at.signIn();
        assertThat(at.touch.pick(DeskBench.LI)).isEqualTo(new Reply.VoidReasonWanted(new Attendee(DeskBench.LI, "李*")));
        assertThat(TouchBench.decision(at.touch.takeBack(org.hongting.protocol.record.VoidReason.NOT_THERE)))
                .isInstanceOf(Decision.TakenBack.class);
        assertThat(bench.facts(Fact.CheckInVoided.class).getFirst().by()).isEqualTo(TouchBench.ZHAO);
    }

    @Test
    void aListOfTheCentreThatHasNotHeardOfItBringsNobodyBack() {
        meeting(null, null, null);
        card(DeskBench.CARD_OF_LI);
        at.touch.awaitUndo(DeskBench.LI, ASSEMBLY);
        at.touch.takeBack(TouchBench.read(DeskBench.CARD_OF_LI));
        DocumentName arrivals = DocumentName.arrivalsAt(ASSEMBLY);
        DocumentEntry stale = DocumentEntry.of(new ArrivalEntry(DeskBench.LI, bench.now(), DeskBench.TERMINAL));
        bench.publish(arrivals, stale);
        assertThat(bench.desk.currentMeeting().orElseThrow().headcount().present())
                .isZero();

        bench.publish(arrivals);
        bench.publish(arrivals, stale);
        assertThat(card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Already.class);
        bench.publish(arrivals);
        assertThat(card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
    }

    private int present() {
        return bench.desk.currentMeeting().orElseThrow().headcount().present();
    }

    private void takesBack() {
        at.touch.awaitUndo(DeskBench.LI, ASSEMBLY);
        assertThat(at.touch.takeBack(TouchBench.read(DeskBench.CARD_OF_LI)))
                .get()
                .isInstanceOf(Decision.TakenBack.class);
    }

    @Test
    void whatAnotherTerminalSawCountsOnWhenItIsHeardAfterTheTakingBack() {
        meeting(null, null, null);
        card(DeskBench.CARD_OF_LI);
        bench.pass(Duration.ofMinutes(2));
        takesBack();
        assertThat(present()).isZero();
        bench.publish(
                DocumentName.arrivalsAt(ASSEMBLY),
                DocumentEntry.of(new ArrivalEntry(DeskBench.LI, bench.now().minusMinutes(1), DeskBench.ELSEWHERE)));
        assertThat(present()).isOne();
        assertThat(card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Already.class);
    }

    @Test
    void whatAnotherTerminalSawCountsOnWhenItWasHeardBefore() {
        meeting(null, null, null);
        card(DeskBench.CARD_OF_LI);
        bench.publish(
                DocumentName.arrivalsAt(ASSEMBLY),
                DocumentEntry.of(new ArrivalEntry(DeskBench.LI, bench.now().minusMinutes(1), DeskBench.ELSEWHERE)));
        assertThat(present()).isOne();
        takesBack();
        assertThat(present()).isOne();
        bench.publish(DocumentName.arrivalsAt(ASSEMBLY));
        assertThat(present()).as("taken back there, too").isZero();
    }

    @Test
    void whoTakesBackAtAMeetingThatIsHereNoMoreIsDecidedLikeAnybody() {
        meeting(null, null, null);
        card(DeskBench.CARD_OF_LI);
        at.touch.awaitUndo(DeskBench.LI, ASSEMBLY);
        bench.publishMeetings(bench.meeting("another", bench.now().plusMinutes(10), DeskBench.FIRST_BRANCH));
        assertThat(at.touch.takeBack(TouchBench.read(DeskBench.CARD_OF_LI))).isEmpty();
        assertThat(card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
        bench.publishMeetings();
        assertThat(at.touch.takeBack(TouchBench.read(DeskBench.CARD_OF_LI))).isEmpty();
    }

    @Test
    void whoLeavesTheRosterIsExpectedNoMoreAndCountsForNoQuorum() {
        MeetingEntry plain = bench.meeting("assembly", bench.now().plusMinutes(10));
        at.publishWithCards();
        bench.publishMeetings(new MeetingEntry(
                        plain.id(),
                        plain.title(),
                        plain.kind(),
                        plain.host(),
                        plain.place(),
                        plain.starts(),
                        plain.ends(),
                        plain.window(),
                        List.of(),
                        List.of(DeskBench.LI, DeskBench.WANG, DeskBench.OUTSIDER),
                        null)
                .with(new MeetingRules(Quorum.of(">=4/5"), null, null)));
        card(DeskBench.CARD_OF_LI);
        card(CARD_OF_WANG);
        at.publish(DeskBench.wang());
        Headcount heads = bench.desk.currentMeeting().orElseThrow().headcount();
        assertThat(heads).isEqualTo(new Headcount(1, 2, 0, 1, 0));
    }

    @Test
    void aTerminalOfTheReleaseBeforeCountsItsGuestsAnew() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Schema.apply(
                database,
                DeskTables.migrations().stream()
                        .filter(migration -> !(migration.owner().equals("desk-meeting") && migration.step() == 3))
                        .toList());
        database.inTransaction(transaction -> {
            transaction.update("INSERT INTO desk_meeting (id, opens, closes, starts, expected, line)"
                    + " VALUES ('assembly', 0, 1, 0, 2, x'7b7d')");
            transaction.update("INSERT INTO desk_arrival (meeting, member, at, late)" + " VALUES ('assembly', '"
                    + DeskBench.OUTSIDER + "', '2026-11-22T09:00:00+08:00', 0)");
            transaction.update("INSERT INTO desk_headcount (meeting, present, late) VALUES ('assembly', 1, 0)");
            transaction.update("INSERT INTO desk_guest (meeting, kind, count) VALUES ('assembly', 'MEMBERS', 1)");
            return transaction.update("INSERT INTO desk_guest (meeting, kind, count) VALUES ('assembly', 'OTHER', 4)");
        });
        Schema.apply(database, DeskTables.migrations());
        assertThat(database.<Headcount>reading(transaction -> Headcounts.of(transaction, ASSEMBLY)))
                .isEqualTo(new Headcount(2, 1, 0, 1, 0, 4));
    }
}
