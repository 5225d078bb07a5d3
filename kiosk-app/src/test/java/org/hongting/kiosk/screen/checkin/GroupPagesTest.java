package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.GroupBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.group.GroupPage;
import org.hongting.kiosk.screen.group.GroupViewModel;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.study.GroupReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.identity.MemberId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages on which somebody in charge runs a group that studies before this screen.
class GroupPagesTest {
    private static final Attendee CHARGE = new Attendee(new MemberId("00000000000000c1"), "赵*");
    private static final Attendee WANG = new Attendee(new MemberId("00000000000000a2"), "王*");
    private static final Attendee LI = new Attendee(new MemberId("00000000000000a1"), "李*");
    private static final GroupReply.Shown SHOWN =
            new GroupReply.Shown(CHARGE, List.of(WANG, LI), Duration.ofMinutes(20), false, false);

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();
    private final GroupViewModel groups = touch.groups();

    @BeforeEach
    void signIn() {
        model.show(new Station(Optional.empty(), Optional.empty(), 0, true, true));
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(CHARGE));
        groups.open();
    }

    private void said(GroupReply reply) {
        model.hear(line.visit, reply);
    }

    private GroupPage page() {
        return ((TouchPage.Group) touch.page().orElseThrow()).page();
    }

    private String lastAsked() {
        return line.asked.getLast();
    }

    @Test
    void aGroupIsOpenedByWhoIsInCharge() {
        assertThat(lastAsked()).isEqualTo("group Show[]");
        said(new GroupReply.None());
        groups.begin();
        assertThat(lastAsked()).isEqualTo("group Open[]");
        said(SHOWN);
        assertThat(page()).isEqualTo(new GroupPage.Group(SHOWN));
    }

    @Test
    void theRollIsCalledWithEverybodyNamedAndWhoHasGoneIsTouched() {
        said(SHOWN);
        groups.callRoll();
        groups.toggle(LI.member());
        assertThat(page()).isEqualTo(new GroupPage.RollCall(SHOWN, Set.of(WANG.member()), false, false));
        groups.confirm();
        assertThat(lastAsked()).isEqualTo("group Count[gone=[" + LI.member() + "]]");
        int asked = line.asked.size();
        groups.confirm();
        groups.toggle(LI.member());
        assertThat(line.asked).as("the desk has it").hasSize(asked);
    }

    @Test
    void theLastRollCallEndsIt() {
        said(SHOWN);
        groups.askToEnd();
        groups.toggle(LI.member());
        groups.toggle(LI.member());
        groups.confirm();
        assertThat(lastAsked()).isEqualTo("group End[gone=[]]");
        said(new GroupReply.Ended(2));
        assertThat(page()).isEqualTo(new GroupPage.Ended(2));
    }

    @Test
    void whoShowsACardMeanwhileIsAnsweredOverThePageAndThePageAsksAnew() {
        said(SHOWN);
        model.show(new Decision.StudiesHere(LI, 3, false), true);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(Duration.ofSeconds(10));
        assertThat(lastAsked()).isEqualTo("group Show[]");
        assertThat(page()).isInstanceOf(GroupPage.Group.class);
    }

    @Test
    void backLeadsFromTheRollToTheGroupAndFromThereToThePanel() {
        said(SHOWN);
        groups.callRoll();
        touch.back();
        assertThat(page()).isEqualTo(new GroupPage.Group(SHOWN));
        touch.back();
        assertThat(touch.page()).contains(new TouchPage.Charge(CHARGE));
    }

    @Test
    void aLessonIsOpenedForTheGroup() {
        said(SHOWN);
        groups.openLessons();
        assertThat(lastAsked()).isEqualTo("study for group");
        assertThat(touch.page()).containsInstanceOf(TouchPage.Study.class);
    }

    @Test
    void aLessonBeforeTheGroupStaysWhenSomebodyComesInLater() {
        said(SHOWN);
        groups.openLessons();
        model.show(new Decision.StudiesHere(LI, 3, false), true);
        scheduler.pass(Duration.ofSeconds(10));
        said(SHOWN);
        assertThat(touch.page()).containsInstanceOf(TouchPage.Study.class);
    }

    @Test
    void aRollThatIsDueIsAskedForOverALessonThatIsBeforeTheGroup() {
        said(SHOWN);
        groups.openLessons();
        model.show(station(false));
        assertThat(touch.page()).isPresent();
        model.show(station(true));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        touch.openNumber();
        model.show(station(true));
        assertThat(touch.page()).as("asked once").isPresent();
    }

    private static Station station(boolean asked) {
        return new Station(
                Optional.empty(), Optional.empty(), 0, true, true, false, Optional.of(new GroupBoard(3, asked)));
    }

    @Test
    void whoIsInTheGroupAlreadyMayLeaveItFromTheAnswer() {
        touch.wipe();
        model.show(new Decision.StudiesHere(LI, 3, true), true);
        model.leaveGroup();
        assertThat(lastAsked()).isEqualTo("leave group " + LI.member());
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void aPageThatNobodyTouchesIsWipedAndTheGroupGoesOn() {
        said(SHOWN);
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(touch.page()).isEmpty();
        assertThat(line.asked).noneMatch(asked -> asked.startsWith("group End"));
    }
}
