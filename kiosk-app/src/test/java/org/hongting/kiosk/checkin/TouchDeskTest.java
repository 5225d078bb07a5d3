package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hongting.kiosk.checkin.TouchBench.LI_NUMBER;
import static org.hongting.kiosk.checkin.TouchBench.LI_PIN;
import static org.hongting.kiosk.checkin.TouchBench.WANG_NUMBER;
import static org.hongting.kiosk.checkin.TouchBench.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Candidate;
import org.hongting.kiosk.table.Search;
import org.hongting.kiosk.table.TryTable;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Test;

class TouchDeskTest {
    private final TouchBench at = new TouchBench();

    @Test
    void aNumberWithoutPinIsDecidedAndJournaledLikeACard() {
        assertThat(at.numberDecision(WANG_NUMBER)).isInstanceOf(Decision.Admitted.class);
        assertThat(at.numberDecision(WANG_NUMBER)).isInstanceOf(Decision.Already.class);
        assertThat(at.bench.facts(Fact.CheckInAdmitted.class))
                .extracting(
                        Fact.CheckInAdmitted::member,
                        admitted -> admitted.origin().credential())
                .containsExactly(tuple(DeskBench.WANG, CredentialKind.NUMBER));
    }

    @Test
    void aNumberWithPinAdmitsNobodyBeforeTheRightPin() {
        assertThat(at.touch.number(LI_NUMBER)).isEqualTo(new Reply.PinWanted(new Attendee(DeskBench.LI, "李*")));
        assertThat(at.bench.facts(Fact.CheckIn.class)).isEmpty();

        assertThat(at.pinDecision(LI_PIN)).isInstanceOf(Decision.Admitted.class);
        assertThat(at.bench.facts(Fact.CheckInAdmitted.class))
                .extracting(admitted -> admitted.origin().credential())
                .containsExactly(CredentialKind.PIN);
    }

    @Test
    void noRecordHoldsNumberOrPin() {
        at.touch.number(LI_NUMBER);
        at.pin("111111");
        at.pin(LI_PIN);
        at.touch.number("20239999");
        assertThat(at.bench.facts().stream().map(Json::writeText).toList())
                .isNotEmpty()
                .noneMatch(fact -> fact.contains(LI_NUMBER)
                        || fact.contains(LI_PIN)
                        || fact.contains("111111")
                        || fact.contains("20239999"));
    }

    @Test
    void aNumberThatTwoMembersWriteDifferentlyIsNobodys() {
        at.publish(
                TouchBench.entry(DeskBench.LI, "李*", DeskBench.FIRST_BRANCH, "2026-0102", null, "lxm"),
                TouchBench.entry(DeskBench.WANG, "王*", DeskBench.FIRST_BRANCH, "20260102", null, "wl"));
        assertThat(at.numberDecision("2026-0102")).isInstanceOf(Decision.Refused.class);
        assertThat(at.numberDecision("20260102")).isInstanceOf(Decision.Refused.class);
        assertThat(at.bench.facts(Fact.CheckInAdmitted.class)).isEmpty();

        at.publish(TouchBench.entry(DeskBench.LI, "李*", DeskBench.FIRST_BRANCH, "2026-0102", null, "lxm"));
        assertThat(at.numberDecision("20260102")).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aWrongNumberIsRefusedAndItsRecordHoldsItsKeyedHash() {
        assertThat(at.numberDecision("20239999")).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_NUMBER));
        assertThat(at.bench.facts(Fact.CheckInRefused.class).getFirst().shown()).matches("1:[0-9a-f]{32}");
    }

    @Test
    void aWrongPinIsRefusedNamesTheMemberAndMayBeTypedAgain() {
        at.touch.number(LI_NUMBER);
        assertThat(at.pinDecision("000001")).isEqualTo(new Decision.Refused(RefusalReason.WRONG_PIN));
        assertThat(at.bench.facts(Fact.CheckInRefused.class))
                .extracting(Fact.CheckInRefused::reason, Fact.CheckInRefused::member)
                .containsExactly(tuple(RefusalReason.WRONG_PIN, DeskBench.LI));
        assertThat(at.pinDecision(LI_PIN)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void afterThreeWrongPinsEvenTheRightOneWaitsFiveMinutes() {
        assertThat(threeWrong())
                .isEqualTo(new Decision.Refused(
                        RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(Duration.ofMinutes(5))));
        at.bench.pass(Duration.ofMinutes(4));
        assertThat(at.numberDecision(LI_NUMBER))
                .isEqualTo(new Decision.Refused(
                        RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(Duration.ofMinutes(1))));
        at.bench.pass(Duration.ofMinutes(1));
        at.touch.number(LI_NUMBER);
        assertThat(at.pinDecision(LI_PIN)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void theNextThreeWrongPinsWaitTenMinutesAndTheRightOneForgetsThemAll() {
        threeWrong();
        at.bench.pass(Duration.ofMinutes(5));
        assertThat(threeWrong())
                .isEqualTo(new Decision.Refused(
                        RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(Duration.ofMinutes(10))));
        at.bench.pass(Duration.ofMinutes(10));
        at.touch.number(LI_NUMBER);
        at.pin(LI_PIN);
        assertThat(threeWrong())
                .isEqualTo(new Decision.Refused(
                        RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(Duration.ofMinutes(5))));
    }

    @Test
    void whoIsLockedOutTypingStillComesInByCard() {
        TouchBench locked = new TouchBench();
        locked.bench.publishSchool();
        assertThat(locked.bench.card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void anotherPersonMayTypeWhileOneWaits() {
        threeWrong();
        assertThat(at.numberDecision(WANG_NUMBER)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aRestartDoesNotShortenTheWait() {
        threeWrong();
        at.bench.pass(Duration.ofMinutes(4));
        ClockReading before = at.bench.reading();
        ClockReading rebooted = new ClockReading(before.wall(), before.quality(), new BootId("boot-2"), 0);
        Optional<Duration> wait = at.bench.database.inTransaction(
                transaction -> at.bench.tables.tries().personWait(transaction, DeskBench.LI, rebooted));
        assertThat(wait).contains(Duration.ofMinutes(5));
    }

    @Test
    void anAttemptCountsBeforeItIsCompared() {
        at.touch.number(LI_NUMBER);
        for (int i = 0; i < TryTable.SERIES; i++) {
            at.touch.pin("000001"); // The power fails before it is compared.
        }
        assertThat(at.numberDecision(LI_NUMBER))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_MANY_TRIES));
    }

    @Test
    void tooMuchWrongTypingPausesTheKioskAndAMinuteForgivesOne() {
        for (int i = 0; i < TryTable.FREE_AT_KIOSK; i++) {
            at.touch.number("999" + i);
        }
        assertThat(at.numberDecision(WANG_NUMBER))
                .isEqualTo(new Decision.Refused(
                        RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(Duration.ofMinutes(1))));
        at.bench.pass(Duration.ofMinutes(1));
        assertThat(at.numberDecision(WANG_NUMBER)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aPinForSomebodyWhoHasGoneIsNotLookedAt() {
        at.touch.number(LI_NUMBER);
        at.touch.leave();
        assertThat(at.touch.pin(LI_PIN)).isEmpty();
        assertThat(at.bench.facts(Fact.CheckIn.class)).isEmpty();
    }

    @Test
    void whoIsExpectedIsFoundByInitialsOrLastDigitsOrBoth() {
        Search li = new Search.Found(List.of(new Candidate(new Attendee(DeskBench.LI, "李*"), "12")));
        assertThat(at.touch.search("LXM")).isEqualTo(li);
        assertThat(at.touch.search("lxm")).isEqualTo(li);
        assertThat(at.touch.search("0312")).isEqualTo(li);
        assertThat(at.touch.search("010312")).isEqualTo(li);
        assertThat(at.touch.search("2023010312")).isEqualTo(li);
        assertThat(at.touch.search("LXM0312")).isEqualTo(li);
        assertThat(at.touch.search("LXM0337")).isEqualTo(new Search.Nobody());
    }

    @Test
    void nobodyIsFoundByPartsOfTheirInitialsNorWhoIsNotExpected() {
        assertThat(at.touch.search("L")).isEqualTo(new Search.TooShort());
        assertThat(at.touch.search("LX")).isEqualTo(new Search.Nobody());
        assertThat(at.touch.search("312")).isEqualTo(new Search.TooShort());
        assertThat(at.touch.search("ZY")).isEqualTo(new Search.Nobody());
        at.bench.publishMeetings();
        assertThat(at.touch.search("LXM")).isEqualTo(new Search.Nobody());
    }

    @Test
    void moreThanAHandfulOfPeopleAreNotShown() {
        List<RosterEntry> many = new ArrayList<>();
        for (int i = 0; i <= Search.MOST; i++) {
            many.add(TouchBench.entry(
                    new MemberId("00000000000001%02d".formatted(i)),
                    "陈*",
                    DeskBench.FIRST_BRANCH,
                    "20230102%02d".formatted(i),
                    null,
                    "cm"));
        }
        at.publish(many.toArray(RosterEntry[]::new));
        assertThat(at.touch.search("CM")).isEqualTo(new Search.TooMany());
        assertThat(at.touch.search("CM0203")).isInstanceOf(Search.Found.class);
    }

    @Test
    void aNameThatWasChosenAsksForThePinOrForThePersonInChargeAndAdmitsNobody() {
        assertThat(at.touch.choose(DeskBench.LI)).isInstanceOf(Reply.PinWanted.class);
        assertThat(at.touch.choose(DeskBench.WANG)).isInstanceOf(Reply.ConfirmationWanted.class);
        assertThat(at.bench.facts(Fact.CheckInAdmitted.class)).isEmpty();
        assertThat(at.bench.facts(Fact.CheckInRefused.class))
                .extracting(Fact.CheckInRefused::reason, Fact.CheckInRefused::member)
                .containsExactly(tuple(RefusalReason.UNCONFIRMED, DeskBench.WANG));
    }

    @Test
    void whoIsInChargeSignsInByCardAndPinAndMarksWithAReason() {
        assertThat(at.signIn()).isEqualTo(new Reply.ChargeOpened(new Attendee(TouchBench.ZHAO, "赵*")));
        assertThat(at.touch.pick(DeskBench.WANG)).isInstanceOf(Reply.ReasonWanted.class);
        assertThat(decision(at.touch.mark(MarkReason.PHONE_EMPTY))).isInstanceOf(Decision.Admitted.class);

        Fact.CheckInAdmitted marked = at.bench.facts(Fact.CheckInAdmitted.class).getLast();
        assertThat(marked.member()).isEqualTo(DeskBench.WANG);
        assertThat(marked.origin().credential()).isEqualTo(CredentialKind.MARKED);
        assertThat(marked.mark()).isEqualTo(new Fact.Mark(TouchBench.ZHAO, MarkReason.PHONE_EMPTY));
    }

    @Test
    void theReadThatSignsInIsDecidedAsAlways() {
        at.signIn();
        assertThat(at.bench.facts(Fact.CheckInAdmitted.class))
                .extracting(Fact.CheckInAdmitted::member)
                .containsExactly(TouchBench.ZHAO);
    }

    @Test
    void aMemberWhoChoseANameIsMarkedOnceTheChargeHasSignedIn() {
        at.touch.awaitCard(Optional.of(DeskBench.WANG));
        at.touch.charge(TouchBench.read(TouchBench.CARD_OF_ZHAO));
        assertThat(at.pin(TouchBench.ZHAO_PIN)).contains(new Reply.ReasonWanted(new Attendee(DeskBench.WANG, "王*")));
        assertThat(decision(at.touch.mark(MarkReason.OTHER))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void nobodyElsesCardSignsInAndNoCardDoesUnasked() {
        assertThat(at.touch.charge(TouchBench.read(TouchBench.CARD_OF_ZHAO))).isEmpty();
        at.touch.awaitCard(Optional.empty());
        assertThat(at.touch.charge(TouchBench.read(DeskBench.CARD_OF_LI))).isEmpty();
        assertThat(at.touch.charge(TouchBench.read(TouchBench.CARD_OF_ZHAO))).isPresent();
    }

    @Test
    void withoutASessionNobodyIsMarked() {
        assertThat(decision(at.touch.pick(DeskBench.WANG)))
                .isEqualTo(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
        at.signIn();
        at.touch.pick(DeskBench.WANG);
        at.bench.pass(TouchDesk.SESSION);
        assertThat(decision(at.touch.mark(MarkReason.OTHER)))
                .isEqualTo(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
        assertThat(at.bench.facts(Fact.CheckInAdmitted.class))
                .extracting(Fact.CheckInAdmitted::member)
                .containsExactly(TouchBench.ZHAO);
    }

    @Test
    void nobodyIsMarkedAtAnotherBranchesMeeting() {
        at.bench.publishMeetings(at.bench.meeting("theirs", at.bench.now(), DeskBench.SECOND_BRANCH));
        at.signIn();
        at.touch.pick(DeskBench.OUTSIDER);
        assertThat(decision(at.touch.mark(MarkReason.OTHER)))
                .isEqualTo(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
    }

    private Decision threeWrong() {
        at.touch.number(LI_NUMBER);
        at.pin("000001");
        at.pin("000002");
        return at.pinDecision("000003");
    }
}
