package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.screen.meeting.MeetingPage;
import org.hongting.kiosk.screen.meeting.MeetingViewModel;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages on which somebody in charge runs a meeting, each with a read arriving in it.
class MeetingPagesTest {
    private static final Attendee CHARGE = new Attendee(new MemberId("00000000000000c1"), "赵*");
    private static final Attendee WANG = new Attendee(new MemberId("00000000000000a2"), "王*");
    private static final Unit BRANCH = new Unit(new BranchId("b-1"), "第一党支部", "branch");
    private static final Unit GROUP = new Unit(new BranchId("b-2"), "第一党小组", "group");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final MeetingReply.Held RUNNING = new MeetingReply.Held(
            new MeetingBoard(
                    new MeetingEntry(
                            new MeetingId("m-1"),
                            "支部党员大会",
                            "branch-assembly",
                            "第一党支部",
                            "301",
                            NINE,
                            NINE.plusHours(1),
                            new CheckInWindow(NINE, NINE, NINE.plusHours(1)),
                            List.of(),
                            List.of(),
                            null),
                    new Headcount(40, 31, 0)),
            MeetingReply.Phase.RUNNING);
    private static final MeetingReply.Shown SHOWN = new MeetingReply.Shown(RUNNING, Map.of(GuestKind.ACTIVIST, 3));
    private static final Decision.Admitted ADMITTED =
            new Decision.Admitted(WANG, RUNNING.board(), NINE, new Decision.Arrival.OnTime());

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();
    private final MeetingViewModel meetings = touch.meetings();

    @BeforeEach
    void signIn() {
        model.show(new Station(Optional.empty(), Optional.empty(), 0, true, true));
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(CHARGE));
        meetings.open();
    }

    private void said(MeetingReply reply) {
        model.hear(line.visit, reply);
    }

    private MeetingPage page() {
        return ((TouchPage.Meetings) touchPage()).page();
    }

    private TouchPage touchPage() {
        return ((CheckInScreen.Touch) model.screen().get()).page();
    }

    private static MeetingReply.Opening opening(Unit... units) {
        return new MeetingReply.Opening(List.of(units), NINE, true);
    }

    private void aReadLeavesThePage() {
        TouchPage before = touchPage();
        model.show(ADMITTED);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(touchPage()).isEqualTo(before);
        assertThat(touch.leaving().get()).isEmpty();
    }

    @Test
    void cardsOfOthersDoNotKeepThePageOfSomebodyInChargeWhoLeft() {
        said(new MeetingReply.Overview(List.of(RUNNING)));
        for (int read = 0; read < 30 && touch.page().isPresent(); read++) {
            model.show(ADMITTED);
            scheduler.pass(CheckInViewModel.ANSWER_TIME);
        }
        assertThat(touch.page()).isEmpty();
        assertThat(line.asked).contains("leave");
    }

    @Test
    void aReadIsAnsweredOverEveryPageAndThePageReturns() {
        aReadLeavesThePage();
        said(new MeetingReply.Overview(List.of(RUNNING)));
        aReadLeavesThePage();
        said(opening(BRANCH, GROUP));
        aReadLeavesThePage();
        meetings.choose(GROUP);
        aReadLeavesThePage();
        meetings.choose(MeetingKind.GROUP_MEETING);
        aReadLeavesThePage();
        said(new MeetingReply.Beside(RUNNING, begin().besideAnother()));
        aReadLeavesThePage();
        said(SHOWN);
        aReadLeavesThePage();
        meetings.askToClose();
        aReadLeavesThePage();
        said(SHOWN);
        meetings.countGuests();
        aReadLeavesThePage();
        said(new MeetingReply.GuestsAwaited(SHOWN));
        aReadLeavesThePage();
    }

    private static MeetingAsk.Open begin() {
        return new MeetingAsk.Open(
                MeetingKind.BRANCH_ASSEMBLY, BRANCH.id(), MeetingAsk.TitleForm.PLAIN, Duration.ofHours(1), false);
    }

    @Test
    void aMeetingIsOpenedWithFourTouchesAndOnce() {
        said(new MeetingReply.Overview(List.of()));
        meetings.openAnother();
        said(opening(BRANCH));
        meetings.choose(MeetingKind.BRANCH_ASSEMBLY);
        meetings.choose(Duration.ofHours(1));
        meetings.begin();
        meetings.begin();
        assertThat(line.asked.stream().filter(asked -> asked.equals(begin().toString())))
                .hasSize(1);
        said(new MeetingReply.Done(MeetingReply.What.OPENED, SHOWN));
        assertThat(page()).isEqualTo(new MeetingPage.Meeting(SHOWN));
    }

    @Test
    void whereAnotherIsOpenItIsUsedOrASecondOneIsOpened() {
        said(new MeetingReply.Beside(RUNNING, begin()));
        meetings.useOther();
        assertThat(line.asked).last().isEqualTo(new MeetingAsk.Show(new MeetingId("m-1")).toString());
        meetings.beginBeside();
        assertThat(line.asked).last().isEqualTo(begin().besideAnother().toString());
    }

    @Test
    void backLeadsStepByStepToThePanel() {
        said(opening(BRANCH, GROUP));
        meetings.choose(BRANCH);
        meetings.choose(MeetingKind.PARTY_LECTURE);
        touch.back();
        assertThat(page()).isInstanceOf(MeetingPage.Kinds.class);
        touch.back();
        assertThat(page()).isInstanceOf(MeetingPage.Units.class);
        touch.back();
        said(new MeetingReply.Overview(List.of(RUNNING)));
        touch.back();
        assertThat(touchPage()).isEqualTo(new TouchPage.Charge(CHARGE));
    }

    @Test
    void closingIsAskedOnceMoreAndDoneOnce() {
        said(SHOWN);
        meetings.askToClose();
        assertThat(page()).isEqualTo(new MeetingPage.Closing(SHOWN, false));
        meetings.close();
        meetings.close();
        String close = new MeetingAsk.Close(new MeetingId("m-1")).toString();
        assertThat(line.asked.stream().filter(close::equals)).hasSize(1);
    }

    @Test
    void guestsAreCountedUpAndDownAndNeverBelowNone() {
        said(SHOWN);
        meetings.countGuests();
        meetings.count(GuestKind.ACTIVIST, 1);
        assertThat(line.asked)
                .last()
                .isEqualTo(new MeetingAsk.Count(new MeetingId("m-1"), GuestKind.ACTIVIST, 4).toString());
        int asked = line.asked.size();
        meetings.count(GuestKind.OTHER, -1);
        assertThat(line.asked).hasSize(asked);
        said(SHOWN);
        assertThat(page()).isEqualTo(new MeetingPage.Guests(SHOWN));
    }

    @Test
    void aGuestIsLookedForAndThePageOfGuestsReturns() {
        said(new MeetingReply.GuestsAwaited(SHOWN));
        touch.openSearch();
        assertThat(touchPage())
                .isInstanceOfSatisfying(
                        TouchPage.Searching.class,
                        searching -> assertThat(searching.purpose()).isEqualTo(TouchPage.Purpose.GUEST));
        model.hear(line.visit, new Reply.Decided(ADMITTED));
        assertThat(line.asked).last().isEqualTo(new MeetingAsk.LetGuestsIn(new MeetingId("m-1")).toString());
        said(new MeetingReply.GuestsAwaited(SHOWN));
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(page()).isInstanceOf(MeetingPage.GuestCards.class);
    }

    @Test
    void aRefusedNumberOfAGuestCanBeTypedAgain() {
        said(new MeetingReply.GuestsAwaited(SHOWN));
        touch.openMarkNumber();
        touch.keys().type('1');
        touch.keys().confirm();
        model.hear(line.visit, new Reply.Decided(new Decision.Refused(RefusalReason.UNKNOWN_NUMBER)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(touchPage()).isEqualTo(new TouchPage.StudentNumber(TouchPage.Purpose.GUEST, "1", false, false));
    }

    @Test
    void whoIsNoLongerSignedInFindsTheIdleScreen() {
        said(new MeetingReply.Overview(List.of(RUNNING)));
        model.hear(line.visit, new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aPageThatNobodyTouchesAsksAfterAMinuteAndGoes() {
        said(SHOWN);
        scheduler.pass(TouchViewModel.CHARGE_IDLE);
        assertThat(touch.leaving().get()).contains(TouchViewModel.COUNTDOWN);
        scheduler.pass(Duration.ofSeconds(TouchViewModel.COUNTDOWN));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(line.asked).endsWith("leave");
        assertThat(meetings.isOpen()).isFalse();
    }
}
