package org.hongting.kiosk.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoidReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who runs a meeting at the kiosk, and who only answers for their own people there. Zhao leads the first
/// branch.
class ChargeTest {
    private static final BranchId SCHOOL = new BranchId("school");
    private static final byte[] CARD_OF_OUTSIDER = {(byte) 0xf0, 0, 0, 1};
    private static final Reply NOT_IN_CHARGE = new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));

    private final TouchBench at = new TouchBench();
    private final DeskBench bench = at.bench;
    private final MeetingDesk meetings = new MeetingDesk(
            new MeetingDesk.World(bench.database, bench::reading),
            bench.desk,
            at.touch,
            bench.tables,
            new Random(7),
            "301");

    @BeforeEach
    void twoBranchesOfOneSchool() {
        bench.publish(
                DocumentName.BRANCHES,
                DocumentEntry.of(new BranchEntry(SCHOOL, "学校", "school", null)),
                DocumentEntry.of(new BranchEntry(DeskBench.FIRST_BRANCH, "第一党支部", "branch", SCHOOL)),
                DocumentEntry.of(new BranchEntry(DeskBench.SECOND_BRANCH, "第二党支部", "branch", SCHOOL)));
        at.publishWithCards();
    }

    private MeetingEntry running(String id, BranchId... expected) {
        return bench.meeting(id, bench.now().minusMinutes(10), expected);
    }

    private void signedInAt(MeetingEntry... published) {
        bench.publishMeetings(published);
        at.signIn();
    }

    private static List<MeetingAsk> toRunIt(MeetingId meeting) {
        return List.of(
                new MeetingAsk.Show(meeting), new MeetingAsk.LetGuestsIn(meeting), new MeetingAsk.Close(meeting));
    }

    @Test
    void whoLeadsOneOfManyUnitsDoesNotRunTheMeetingOfAll() {
        MeetingEntry all = running("all", SCHOOL, DeskBench.FIRST_BRANCH, DeskBench.SECOND_BRANCH)
                .heldBy(SCHOOL);
        signedInAt(all);
        for (MeetingAsk ask : toRunIt(all.id())) {
            assertThat(meetings.answer(ask)).as(ask.toString()).isEqualTo(NOT_IN_CHARGE);
        }
        assertThat(meetings.act(all.id(), (_, _, _, _) -> "a record")).isInstanceOf(MeetingDesk.Outcome.Refused.class);
        assertThat(bench.facts(Fact.MeetingLife.class)).isEmpty();
    }

    @Test
    void thereTheyMarkAndTakeBackTheirOwnPeopleAndNobodyElse() {
        signedInAt(running("all", SCHOOL, DeskBench.FIRST_BRANCH, DeskBench.SECOND_BRANCH)
                .heldBy(SCHOOL));
        at.touch.pick(DeskBench.WANG);
        assertThat(TouchBench.decision(at.touch.mark(MarkReason.CARD_FORGOTTEN)))
                .isInstanceOf(Decision.Admitted.class);
        at.touch.pick(DeskBench.OUTSIDER);
        assertThat(at.touch.mark(MarkReason.CARD_FORGOTTEN)).isEqualTo(NOT_IN_CHARGE);

        assertThat(at.touch.pick(DeskBench.WANG)).isInstanceOf(Reply.VoidReasonWanted.class);
        assertThat(TouchBench.decision(at.touch.takeBack(VoidReason.NOT_THERE))).isInstanceOf(Decision.TakenBack.class);
        bench.card(CARD_OF_OUTSIDER);
        assertThat(at.touch.pick(DeskBench.OUTSIDER))
                .as("an arrival of another unit's member is not theirs to take back")
                .isInstanceOf(Reply.ReasonWanted.class);
    }

    @Test
    void whoLeadsTheHostRunsItWhoeverIsExpected() {
        MeetingEntry joint = running("joint", DeskBench.FIRST_BRANCH, DeskBench.SECOND_BRANCH)
                .heldBy(DeskBench.FIRST_BRANCH);
        signedInAt(joint);
        at.touch.pick(DeskBench.OUTSIDER);
        assertThat(TouchBench.decision(at.touch.mark(MarkReason.OTHER))).isInstanceOf(Decision.Admitted.class);
        for (MeetingAsk ask : toRunIt(joint.id())) {
            assertThat(meetings.answer(ask)).as(ask.toString()).isInstanceOf(MeetingReply.class);
        }
    }

    @Test
    void aMeetingOfNamedMembersIsRunByWhoLeadsItsHost() {
        MeetingEntry named = new MeetingEntry(
                        new MeetingId("named"),
                        "支委会",
                        "branch-committee",
                        "第一党支部",
                        "301",
                        bench.now().minusMinutes(10),
                        bench.now().plusHours(1),
                        running("times").window(),
                        List.of(),
                        List.of(DeskBench.LI),
                        null)
                .heldBy(DeskBench.FIRST_BRANCH);
        signedInAt(named);
        for (MeetingAsk ask : toRunIt(named.id())) {
            assertThat(meetings.answer(ask)).as(ask.toString()).isInstanceOf(MeetingReply.class);
        }
    }

    @Test
    void anEntryThatNamesNoHostFollowsTheRuleOfBefore() {
        MeetingEntry old = running("old", DeskBench.FIRST_BRANCH, DeskBench.SECOND_BRANCH);
        signedInAt(old);
        assertThat(meetings.answer(new MeetingAsk.Close(old.id()))).isInstanceOf(MeetingReply.class);
    }
}
