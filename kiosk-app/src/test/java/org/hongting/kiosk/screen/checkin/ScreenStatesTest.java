package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Candidate;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Test;

/// The state machine of the check-in screen as docs/check-in-screen.md says it: every state with a read arriving in it.
class ScreenStatesTest {
    private static final Station STATION = new Station(Optional.empty(), Optional.empty(), 0, true, true);
    private static final Attendee LI = new Attendee(new MemberId("00000000000000a1"), "李*");
    private static final Attendee WANG = new Attendee(new MemberId("00000000000000a2"), "王*");
    private static final Attendee CHARGE = new Attendee(new MemberId("00000000000000c1"), "赵*");
    private static final MeetingBoard ASSEMBLY = board("assembly");
    private static final Decision.Admitted ADMITTED =
            new Decision.Admitted(WANG, ASSEMBLY, ASSEMBLY.meeting().starts(), new Decision.Arrival.OnTime());
    private static final Decision REFUSED = new Decision.Refused(RefusalReason.UNKNOWN_CARD);
    private static final Decision.NeedsMeeting CHOICE =
            new Decision.NeedsMeeting(LI, List.of(ASSEMBLY, board("lecture")));
    private static final Candidate FOUND = new Candidate(LI, "12");

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();

    @Test
    void aReadWhoseMeetingAsksForMoreOpensThePinAndAnotherReadLeavesIt() {
        ready();
        model.show(needs(SecondFactor.PIN));
        assertThat(page()).isEqualTo(new TouchPage.Pin(LI, 0, false, true));
        assertThat(line.asked).contains("proof of " + LI.member());
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Pin(LI, 0, false, true));
        goesInTenSecondsUnlessTouched();
    }

    @Test
    void fromThePinOfAMeetingWhoIsInChargeCanBeCalled() {
        ready();
        model.show(needs(SecondFactor.PIN));
        touch.openCharge();
        assertThat(page()).isEqualTo(new TouchPage.ChargeCard(Optional.of(LI)));
        assertThat(line.asked).contains("card for " + LI.member());
    }

    @Test
    void aReadWhileConfirmationIsWantedByTheMeetingIsAnsweredAndThePageReturns() {
        ready();
        model.show(needs(SecondFactor.CONFIRMATION));
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Confirm(LI, true));
    }

    @Test
    void aReadWhoseMeetingAsksForMoreLeavesThePageOfWhoIsInCharge() {
        ready();
        touch.openCharge();
        model.show(needs(SecondFactor.CONFIRMATION));
        assertThat(model.screen().get())
                .isInstanceOfSatisfying(
                        CheckInScreen.Answer.class,
                        answer -> assertThat(answer.decision())
                                .isEqualTo(new Decision.Refused(RefusalReason.UNCONFIRMED)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(page()).isInstanceOf(TouchPage.ChargeCard.class);
    }

    @Test
    void aReadWhileAnArrivalIsToBeTakenBackIsAnsweredAndThePageReturns() {
        ready();
        model.show(ADMITTED);
        model.undo();
        assertThat(page()).isEqualTo(new TouchPage.Undo(WANG, ASSEMBLY));
        assertThat(line.asked).contains("undo " + WANG.member() + " assembly");
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isInstanceOf(TouchPage.Undo.class);
        goesInTenSecondsUnlessTouched();
    }

    @Test
    void whatWasTakenBackIsSaidAndThenItIsIdle() {
        ready();
        model.show(ADMITTED);
        model.undo();
        model.show(new Decision.TakenBack(WANG, ASSEMBLY, ASSEMBLY.meeting().starts()));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aReadWhileWhoIsInChargeTakesBackIsAnsweredAndTheQuestionReturns() {
        ready();
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(CHARGE));
        model.hear(line.visit, new Reply.VoidReasonWanted(LI));
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.TakeBack(LI, false));
        touch.takeBack(VoidReason.NOT_THERE);
        assertThat(line.asked).contains("take back NOT_THERE");
    }

    private static Decision.NeedsProof needs(SecondFactor wanted) {
        return new Decision.NeedsProof(
                LI,
                ASSEMBLY,
                new ClockReading(ASSEMBLY.meeting().starts(), ClockQuality.SYNCED, new BootId("boot-1"), 0),
                wanted);
    }

    @Test
    void aReadWhileStartingIsAnsweredAndThenItStarts() {
        readIsAnsweredThen(CheckInScreen.Starting.class);
    }

    @Test
    void aReadWhileUnclaimedIsAnsweredAndThenItIsUnclaimed() {
        model.unclaimed(ClaimTrouble.NO_TOKEN);
        readIsAnsweredThen(CheckInScreen.Unclaimed.class);
    }

    @Test
    void aReadWhileIdleIsAnsweredAndThenItIsIdle() {
        ready();
        readIsAnsweredThen(CheckInScreen.Idle.class);
    }

    @Test
    void aReadDuringAnAnswerCutsItShort() {
        ready();
        model.show(REFUSED);
        readIsAnsweredThen(CheckInScreen.Idle.class);
    }

    @Test
    void aReadWhileOutOfOrderIsAnsweredAndThenItIsOutOfOrder() {
        ready();
        model.outOfOrder(OutOfOrderReason.NO_READER);
        readIsAnsweredThen(CheckInScreen.OutOfOrder.class);
    }

    @Test
    void aReadOverAnEmptyPadIsAnsweredAndThePadGoes() {
        ready();
        touch.openNumber();
        readIsAnsweredThen(CheckInScreen.Idle.class);
    }

    @Test
    void aReadOverAnEmptySearchIsAnsweredAndTheSearchGoes() {
        ready();
        touch.openNumber();
        touch.openSearch();
        readIsAnsweredThen(CheckInScreen.Idle.class);
    }

    @Test
    void aReadOverTheCodeForPhonesIsAnsweredAndTheCodeGoes() {
        ready();
        touch.openCode();
        readIsAnsweredThen(CheckInScreen.Idle.class);
    }

    @Test
    void theCodeForPhonesIsMadeAnewUntilNobodyIsThere() {
        ready();
        touch.openCode();
        TouchPage.Code made = new TouchPage.Code(Optional.of(QrSymbol.of("code")));
        model.hear(line.visit, new Reply.CodeMade(made.symbol()));
        assertThat(page()).isEqualTo(made);
        line.asked.clear();
        scheduler.pass(TouchViewModel.RENEWAL);
        assertThat(line.asked).containsExactly("code");
        scheduler.pass(TouchViewModel.CHARGE_IDLE.plusSeconds(TouchViewModel.COUNTDOWN));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aReadWhileANumberIsTypedIsAnsweredThePadReturnsAndCountsDownAtOnce() {
        number("2023");
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page())
                .isInstanceOfSatisfying(
                        TouchPage.StudentNumber.class,
                        number -> assertThat(number.typed()).isEqualTo("2023"));
        goesInTenSecondsUnlessTouched();
    }

    @Test
    void aRefusedReadWhileANumberIsTypedLeavesThePadItsTime() {
        number("2023");
        model.show(REFUSED);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(page()).isInstanceOf(TouchPage.StudentNumber.class);
        assertThat(touch.leaving().get()).isEmpty();
    }

    @Test
    void aReadWhileAPinIsAwaitedIsAnsweredAndThePageReturnsAndCountsDown() {
        pinOf(LI);
        touch.keys().type('0');
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Pin(LI, 1, false));
        goesInTenSecondsUnlessTouched();
    }

    @Test
    void aReadWhileAPinIsComparedIsAnsweredAndTheAnswerToThePinFollows() {
        pinOf(LI);
        type("046213");
        model.show(ADMITTED);
        Decision own = new Decision.Already(LI, ASSEMBLY, ASSEMBLY.meeting().starts());
        model.hear(line.visit, new Reply.Decided(own));
        assertThat(answer()).isEqualTo(own);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aReadDuringASearchIsAnsweredAndTheSearchReturnsAndCountsDown() {
        found();
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isInstanceOf(TouchPage.Searching.class);
        goesInTenSecondsUnlessTouched();
    }

    @Test
    void aReadOverTheRequestToConfirmIsAnsweredAndItReturnsAndCountsDown() {
        toConfirm();
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Confirm(LI));
        goesInTenSecondsUnlessTouched();
    }

    @Test
    void somebodyElsesReadWhileTheChargesCardIsAwaitedIsAnsweredAndItGoesOnWaiting() {
        toConfirm();
        touch.openCharge();
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.ChargeCard(Optional.of(LI)));
    }

    @Test
    void theChargesOwnReadIsAnsweredAndLeadsToThePinWithItsFullTime() {
        ready();
        touch.openCharge();
        model.show(ADMITTED);
        model.hear(line.visit, new Reply.PinWanted(CHARGE));
        assertThat(answer()).isEqualTo(ADMITTED);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(page()).isEqualTo(new TouchPage.Pin(CHARGE, 0, false));
        assertThat(touch.leaving().get()).isEmpty();
    }

    @Test
    void aReadOverThePanelIsAnsweredAndTheTimeOfThePanelGoesOn() {
        panel();
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Charge(CHARGE));
        scheduler.pass(
                TouchViewModel.CHARGE_IDLE.minus(CheckInViewModel.ANSWER_TIME).minusSeconds(1));
        assertThat(touch.leaving().get()).isEmpty();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(touch.leaving().get()).contains(TouchViewModel.COUNTDOWN);
    }

    @Test
    void aReadWhileAReasonIsAskedIsAnsweredAndTheQuestionReturns() {
        panel();
        model.hear(line.visit, new Reply.ReasonWanted(LI));
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Reason(LI, false));
    }

    @Test
    void aReadDuringAChoiceOfMeetingIsAnsweredAndTheChoiceReturns() {
        ready();
        model.show(CHOICE);
        readIsAnsweredThen(CheckInScreen.Touch.class);
        assertThat(page()).isEqualTo(new TouchPage.Meeting(CHOICE));
    }

    @Test
    void whoChoosesNothingIsTakenInByTheRuleAfterTenSeconds() {
        ready();
        model.show(CHOICE);
        scheduler.pass(Duration.ofSeconds(9));
        assertThat(line.asked).isEmpty();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(line.asked).contains("settle " + LI.member() + " by the rule");
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aChoiceThatTheDeskSettledByItselfIsAnsweredAndGone() {
        ready();
        model.show(new Decision.NeedsMeeting(WANG, CHOICE.candidates()));
        readIsAnsweredThen(CheckInScreen.Idle.class);
    }

    @Test
    void aSecondPersonWhoMustChooseSettlesTheFirst() {
        ready();
        model.show(CHOICE);
        model.show(new Decision.NeedsMeeting(WANG, CHOICE.candidates()));
        assertThat(line.asked).containsExactly("settle " + LI.member() + " by the rule");
        touch.chooseMeeting(new MeetingId("lecture"));
        assertThat(line.asked).contains("settle " + WANG.member() + " lecture");
    }

    @Test
    void aChoiceOverThePanelReturnsToThePanel() {
        panel();
        model.show(CHOICE);
        touch.chooseMeeting(new MeetingId("lecture"));
        model.show(ADMITTED);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(page()).isEqualTo(new TouchPage.Charge(CHARGE));
    }

    @Test
    void aPageThatNobodyTouchesAsksAfterTwentySecondsAndIsWipedAfterThirty() {
        pinOf(LI);
        scheduler.pass(TouchViewModel.IDLE);
        assertThat(touch.leaving().get()).contains(10);
        touch.touched();
        assertThat(touch.leaving().get()).isEmpty();
        scheduler.pass(Duration.ofSeconds(30));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(line.asked).endsWith("leave");
    }

    @Test
    void whatTheDeskSaysToSomebodyWhoHasGoneOpensNothing() {
        number("2023010312");
        touch.keys().confirm();
        int gone = line.visit;
        touch.back();
        touch.openNumber();
        model.hear(gone, new Reply.PinWanted(LI));
        assertThat(page()).isInstanceOf(TouchPage.StudentNumber.class);
    }

    @Test
    void aWrongPinIsAnsweredAndMayBeTypedAnew() {
        pinOf(LI);
        type("046213");
        model.hear(line.visit, new Reply.Decided(new Decision.Refused(RefusalReason.WRONG_PIN)));
        assertThat(screen()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(page()).isEqualTo(new TouchPage.Pin(LI, 0, false));
    }

    @Test
    void aMarkIsAnsweredAndThePanelIsThereForTheNextMember() {
        panel();
        model.hear(line.visit, new Reply.ReasonWanted(LI));
        touch.mark(MarkReason.CARD_FORGOTTEN);
        assertThat(line.asked).endsWith("mark CARD_FORGOTTEN");
        model.hear(line.visit, new Reply.Decided(ADMITTED));
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(page()).isEqualTo(new TouchPage.Charge(CHARGE));
    }

    @Test
    void aDiskThatFailsClosesThePage() {
        panel();
        model.show(new Decision.NotRecorded());
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(screen()).isInstanceOf(CheckInScreen.OutOfOrder.class);
        assertThat(line.asked).endsWith("leave");
    }

    @Test
    void theMinuteTurnsNoPageWhileSomebodyTypes() {
        number("2023");
        CheckInScreen before = screen();
        model.show(new Station(Optional.empty(), Optional.empty(), 5, true, true));
        scheduler.pass(Duration.ofSeconds(19));
        assertThat(screen()).isSameAs(before);
    }

    private void readIsAnsweredThen(Class<? extends CheckInScreen> next) {
        model.show(ADMITTED);
        assertThat(answer()).isEqualTo(ADMITTED);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(screen()).isInstanceOf(next);
    }

    private void goesInTenSecondsUnlessTouched() {
        assertThat(touch.leaving().get()).contains(TouchViewModel.COUNTDOWN);
        scheduler.pass(Duration.ofSeconds(9));
        assertThat(screen()).isInstanceOf(CheckInScreen.Touch.class);
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(screen()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(line.asked).endsWith("leave");
    }

    private void ready() {
        model.show(STATION);
    }

    private void number(String typed) {
        ready();
        touch.openNumber();
        type(typed);
    }

    private void pinOf(Attendee attendee) {
        number("2023010312");
        touch.keys().confirm();
        model.hear(line.visit, new Reply.PinWanted(attendee));
    }

    private void found() {
        ready();
        touch.openNumber();
        touch.openSearch();
        type("LX");
        model.hear(line.visit, "LX", new Search.Found(List.of(FOUND)));
    }

    private void toConfirm() {
        found();
        touch.choose(FOUND);
        model.hear(line.visit, new Reply.ConfirmationWanted(LI));
    }

    private void panel() {
        ready();
        touch.openCharge();
        model.hear(line.visit, new Reply.PinWanted(CHARGE));
        type("975310");
        model.hear(line.visit, new Reply.ChargeOpened(CHARGE));
    }

    private void type(String keys) {
        keys.chars().forEach(key -> touch.keys().type((char) key));
    }

    private CheckInScreen screen() {
        return model.screen().get();
    }

    private TouchPage page() {
        return ((CheckInScreen.Touch) screen()).page();
    }

    private Decision answer() {
        return ((CheckInScreen.Answer) screen()).decision();
    }

    private static MeetingBoard board(String id) {
        OffsetDateTime starts = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
        return new MeetingBoard(
                new MeetingEntry(
                        new MeetingId(id),
                        "支部党员大会",
                        "branch-assembly",
                        "第一党支部",
                        "301",
                        starts,
                        starts.plusHours(1),
                        new CheckInWindow(starts, starts, starts.plusHours(1)),
                        List.of(),
                        List.of(),
                        null),
                new Headcount(40, 31, 0));
    }
}
