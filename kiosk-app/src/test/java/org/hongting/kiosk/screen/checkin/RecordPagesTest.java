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
import org.hongting.kiosk.meeting.Draft;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.meeting.MinutesTemplate;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.meeting.MeetingPage;
import org.hongting.kiosk.screen.meeting.RecordPage;
import org.hongting.kiosk.screen.meeting.RecordViewModel;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages on which the record of a meeting is written, each with a read arriving in it.
class RecordPagesTest {
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final MeetingId MEETING = new MeetingId("m-1");
    private static final MeetingReply.Held HELD = new MeetingReply.Held(
            new MeetingBoard(
                    new MeetingEntry(
                            MEETING,
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
    private static final MinutesTemplate TEMPLATE = MinutesTemplate.of("branch-assembly");
    private static final MinutesTemplate.Section AGENDA = TEMPLATE.sections().get(1);
    private static final RecordReply.Writing WRITING =
            new RecordReply.Writing(HELD, TEMPLATE, new Draft(Map.of("agenda", "一"), List.of()), List.of(), 0);
    private static final Decision.Admitted ADMITTED = new Decision.Admitted(
            new Attendee(new MemberId("00000000000000a2"), "王*"), HELD.board(), NINE, new Decision.Arrival.OnTime());

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();
    private final RecordViewModel records = touch.meetings().records();

    @BeforeEach
    void write() {
        model.show(new Station(Optional.empty(), Optional.empty(), 0, true, true));
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(new Attendee(new MemberId("00000000000000c1"), "赵*")));
        touch.meetings().open();
        model.hear(line.visit, new MeetingReply.Shown(HELD, Map.of()));
        touch.meetings().write();
        model.hear(line.visit, WRITING);
    }

    private RecordPage page() {
        TouchPage.Meetings room =
                (TouchPage.Meetings) ((CheckInScreen.Touch) model.screen().get()).page();
        return ((MeetingPage.Minutes) room.page()).page();
    }

    private void aReadLeavesThePage() {
        RecordPage before = page();
        model.show(ADMITTED);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(page()).isEqualTo(before);
    }

    private String kept(Draft draft) {
        return new RecordAsk.Keep(MEETING, draft).toString();
    }

    @Test
    void aReadIsAnsweredOverEveryPageAndNothingThatWasWrittenIsLost() {
        aReadLeavesThePage();
        records.open(AGENDA);
        records.type("agenda", "一、通报");
        aReadLeavesThePage();
        assertThat(records.text("agenda")).isEqualTo("一、通报");
        records.done();
        records.openVote(0);
        aReadLeavesThePage();
        records.done();
        records.openPhotographs();
        aReadLeavesThePage();
        model.hear(line.visit, new RecordReply.Finished(HELD, 1));
        aReadLeavesThePage();
    }

    @Test
    void whatWasTypedIsKeptTwoSecondsAfterTheLastSign() {
        records.open(AGENDA);
        records.type("agenda", "一、通");
        scheduler.pass(Duration.ofSeconds(1));
        records.type("agenda", "一、通报");
        scheduler.pass(Duration.ofSeconds(2));
        assertThat(line.asked).contains(kept(new Draft(Map.of("agenda", "一、通报"), List.of())));
        assertThat(line.asked).doesNotContain(kept(new Draft(Map.of("agenda", "一、通"), List.of())));
    }

    @Test
    void whoeverTypesIsThereAndWhoeverDoesNotIsWipedWithTheDraftKept() {
        records.open(AGENDA);
        scheduler.pass(Duration.ofSeconds(59));
        records.type("agenda", "一、通报");
        scheduler.pass(Duration.ofSeconds(59));
        assertThat(touch.leaving().get()).isEmpty();
        records.type("agenda", "一、通报工作");
        scheduler.pass(TouchViewModel.CHARGE_IDLE.plusSeconds(TouchViewModel.COUNTDOWN));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(records.text("agenda")).isEmpty();
        assertThat(line.asked).contains(kept(new Draft(Map.of("agenda", "一、通报工作"), List.of())));
    }

    @Test
    void aVoteIsCountedAndTakenOut() {
        records.openVote(0);
        records.phrase("同意支部委员会工作报告");
        records.count(10, 0, 0);
        records.count(-1, 1, 2);
        records.count(-100, 0, 0);
        assertThat(records.votes()).containsExactly(new Draft.Vote("同意支部委员会工作报告", 0, 1, 2));
        records.discardVote();
        assertThat(records.votes()).isEmpty();
        assertThat(page()).isInstanceOf(RecordPage.Parts.class);
    }

    @Test
    void finishingIsAskedOnceAndWhatIsWrongIsSaidOnThePage() {
        records.finish();
        records.finish();
        String finish = new RecordAsk.Finish(MEETING, WRITING.draft()).toString();
        assertThat(line.asked.stream().filter(finish::equals)).hasSize(1);
        RecordReply.Wrong wrong = new RecordReply.Wrong(RecordReply.Problem.TOO_MANY_VOTES, 1);
        model.hear(line.visit, wrong);
        assertThat(page()).isEqualTo(new RecordPage.Parts(WRITING, Optional.of(wrong), false));
        records.finish();
        assertThat(line.asked.getLast()).isEqualTo(new RecordAsk.Finish(MEETING, WRITING.draft(), true).toString());
    }

    @Test
    void whoeverGoesOnOrAwayWhileItIsBeingFiledMakesNoNewDraftOfIt() {
        records.finish();
        records.open(AGENDA);
        assertThat(page()).isInstanceOf(RecordPage.Parts.class);
        touch.back();
        assertThat(line.asked).noneMatch(asked -> asked.startsWith("Keep"));
    }

    @Test
    void afterFinishingNothingOfTheTextIsLeftHere() {
        records.finish();
        model.hear(line.visit, new RecordReply.Finished(HELD, 1));
        assertThat(records.text("agenda")).isEmpty();
        int asked = line.asked.size();
        touch.back();
        assertThat(line.asked.subList(asked, line.asked.size())).noneMatch(one -> one.startsWith("Keep"));
    }

    @Test
    void oneTouchTakesOnePhotograph() {
        records.openPhotographs();
        records.takePhotograph();
        records.takePhotograph();
        assertThat(line.asked.stream().filter(new RecordAsk.Photograph(MEETING).toString()::equals))
                .hasSize(1);
        RecordReply.Wrong none = new RecordReply.Wrong(RecordReply.Problem.NO_CAMERA, 0);
        model.hear(line.visit, none);
        assertThat(page()).isEqualTo(new RecordPage.Photographs(WRITING, Optional.of(none), false));
    }

    @Test
    void aSessionThatHasEndedIsSaidAndThePageGoes() {
        records.finish();
        model.hear(line.visit, new RecordReply.Refused(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
    }
}
