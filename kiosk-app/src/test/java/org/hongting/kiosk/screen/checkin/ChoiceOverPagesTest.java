package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A read that must choose between meetings comes while a page is open: the choice lies over the page, and the page
/// is there again afterwards.
class ChoiceOverPagesTest {
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final MeetingId ASSEMBLY = new MeetingId("assembly");
    private static final Attendee LI = new Attendee(new MemberId("00000000000000a1"), "李*");
    private static final Attendee WANG = new Attendee(new MemberId("00000000000000a2"), "王*");
    private static final Attendee ZHAO = new Attendee(new MemberId("00000000000000c1"), "赵*");

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();

    @BeforeEach
    void ready() {
        model.show(new Station(Optional.empty(), Optional.empty(), 0, true, true));
    }

    private static MeetingBoard board(MeetingId id) {
        return new MeetingBoard(
                new MeetingEntry(
                        id,
                        "会议",
                        "branch-assembly",
                        "第一党支部",
                        "301",
                        NINE,
                        NINE.plusHours(1),
                        new CheckInWindow(NINE.minusMinutes(30), NINE, NINE.plusHours(1)),
                        List.of(),
                        List.of(),
                        null),
                new Headcount(4, 1, 0));
    }

    private void mustChoose(Attendee attendee) {
        model.show(
                new Decision.NeedsMeeting(attendee, List.of(board(ASSEMBLY), board(new MeetingId("lecture")))), true);
        assertThat(page()).isInstanceOf(TouchPage.Meeting.class);
    }

    private void mustProve(Attendee attendee, SecondFactor wanted) {
        ClockReading now = new ClockReading(NINE, ClockQuality.SYNCED, new BootId("boot-1"), 0);
        model.show(new Decision.NeedsProof(attendee, board(ASSEMBLY), now, wanted));
    }

    private TouchPage page() {
        return touch.page().orElseThrow();
    }

    @Test
    void whoIsInChargeAndExpectedAtTwoMeetingsChoosesAndThenTypesThePin() {
        touch.openCharge();
        mustChoose(ZHAO);
        model.hear(line.visit, new Reply.PinWanted(ZHAO));
        assertThat(page()).isInstanceOf(TouchPage.Meeting.class);
        touch.chooseMeeting(ASSEMBLY);
        assertThat(page()).isEqualTo(new TouchPage.Pin(ZHAO, 0, false));
    }

    @Test
    void whoConfirmsSomebodyAndIsExpectedAtTwoMeetingsStillConfirmsThem() {
        mustProve(LI, SecondFactor.CONFIRMATION);
        TouchPage waits = page();
        line.asked.clear();
        mustChoose(ZHAO);
        assertThat(line.asked).as("nothing is given up at the desk").isEmpty();
        touch.chooseMeeting(ASSEMBLY);
        assertThat(page()).isEqualTo(waits);
    }

    @Test
    void somebodyElsesChoiceLeavesThePageThatWaitsForACard() {
        touch.openCharge();
        TouchPage waits = page();
        mustChoose(LI);
        touch.chooseMeeting(ASSEMBLY);
        assertThat(page()).isEqualTo(waits);
    }

    @Test
    void aMemberOfTwoMeetingsChoosesAndThenSeesTheirOwnPages() {
        touch.own().open();
        mustChoose(LI);
        model.hear(line.visit, new OwnReply.Opened(LI, EnumSet.allOf(Errand.class), false));
        touch.chooseMeeting(ASSEMBLY);
        assertThat(page())
                .isInstanceOfSatisfying(
                        TouchPage.Own.class,
                        own -> assertThat(own.page().isBlank()).isFalse());
    }

    @Test
    void whoMustProveMoreSignsNobodyOutWhoIsInChargeBelowAChoice() {
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(ZHAO));
        TouchPage panel = page();
        mustChoose(LI);
        mustProve(WANG, SecondFactor.PIN);
        touch.chooseMeeting(ASSEMBLY);
        assertThat(page()).isEqualTo(panel);
    }
}
