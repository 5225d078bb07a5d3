package org.hongting.central.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.conclusion.RulingProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.meeting.LeaveSource;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Members ask, people answer, and the meeting's page shows what was ruled.
class AttendanceRequestsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(NOW, ZONE);
    private final Random random = new Random(7);
    private final Members members = new Members(random, clock);
    private final Meetings meetings = new Meetings(random, clock);
    private TestStore store;
    private Branch committee;
    private Branch branch;
    private Member zhang;
    private AttendanceRequests requests;
    private AuditLog audit;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Branches branches = new Branches(random);
        committee = store.database.inTransaction(
                transaction -> branches.add(transaction, null, BranchKind.COMMITTEE, "学院党委"));
        branch = store.database.inTransaction(
                transaction -> branches.add(transaction, committee.id(), BranchKind.BRANCH, "第一党支部"));
        zhang = store.database.inTransaction(
                transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false));
        audit = new AuditLog(store.database, clock);
        MeetingHall hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), clock);
        Conclusions conclusions = new Conclusions(
                new OwnJournal(List.of(new RulingProjection()), clock, () -> 0, random, "test"),
                hall,
                members,
                audit,
                random);
        requests = new AttendanceRequests(new Invitations(meetings, members), conclusions, audit, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private MeetingId meeting(String title, Duration from, Branch expected) {
        Instant starts = clock.instant().plus(from);
        return store.database
                .inTransaction(transaction -> meetings.add(
                        transaction,
                        new Meeting.Plan(
                                title,
                                MeetingKind.OTHER,
                                branch.id(),
                                "301",
                                new MeetingDefaults(30, 0, 0, Optional.empty())
                                        .times(starts, starts.plus(Duration.ofHours(1)))),
                        new Meeting.Audience(Set.of(expected.id()), Set.of()),
                        Set.of()))
                .id();
    }

    private AttendanceRequest ask(MeetingId meeting, AttendanceRequest.Kind kind, AttendanceRequest.Reason reason) {
        return store.database.inTransaction(transaction ->
                requests.ask(transaction, zhang.id(), new AttendanceRequests.Wish(meeting, kind, reason, "发烧，在校医院")));
    }

    private AttendanceRequest askLeave(MeetingId meeting) {
        return ask(meeting, AttendanceRequest.Kind.LEAVE, AttendanceRequest.Reason.SICK);
    }

    private AttendanceRequest askLateCheckIn(MeetingId meeting) {
        return ask(meeting, AttendanceRequest.Kind.LATE_CHECK_IN, AttendanceRequest.Reason.FORGOTTEN);
    }

    private List<AttendanceRequests.Standing> all() {
        return store.database.reading(transaction -> requests.of(transaction, zhang.id()));
    }

    private AttendanceRequests.Standing standing() {
        return all().getFirst();
    }

    private void grant(AttendanceRequest request, String words) {
        store.database.inTransaction(transaction -> {
            requests.grant(transaction, request.id(), words, "secretary");
            return null;
        });
    }

    private static void isRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, RequestRefused.Why why) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void leaveThatIsGrantedIsRuledAndToldToTheMember() {
        MeetingId meeting = meeting("党课", Duration.ofDays(2), committee);
        assertThat(standing().open()).contains(AttendanceRequest.Kind.LEAVE);
        AttendanceRequest asked = askLeave(meeting);
        assertThat(standing().open()).as("while one waits").isEmpty();
        assertThat(store.count("attendance_request WHERE state = 'asked'")).isOne();

        grant(asked, "好好休息");

        AttendanceRequests.Standing after = standing();
        assertThat(after.invitation().standing()).isEqualTo(Invitations.Standing.EXCUSED);
        assertThat(after.open()).isEmpty();
        AttendanceRequest answered = after.asked().getFirst();
        assertThat(answered.state()).isEqualTo(AttendanceRequest.State.GRANTED);
        assertThat(answered.answer().orElseThrow())
                .isEqualTo(new AttendanceRequest.Answer("secretary", clock.instant(), "好好休息"));
        assertThat(store.texts("verdict || ' ' || reason", "ruling"))
                .containsExactly(Verdict.EXCUSED + " " + RulingReason.LEAVE);
        Map<DocumentName, List<DocumentEntry>> told =
                store.database.reading(transaction -> new LeaveSource().contents(transaction, meeting.value()));
        assertThat(told)
                .isEqualTo(
                        Map.of(DocumentName.leaveOf(meeting), List.of(DocumentEntry.of(new LeaveEntry(zhang.id())))));
        assertThat(store.count("publication_due WHERE document = ?", "leave/" + meeting))
                .isOne();
        assertThat(audit.latest(0, 10))
                .extracting(AuditLog.Act::action)
                .containsExactly("request.grant", "attendance.rule", "request.ask");
        assertThat(audit.latest(0, 10).toString()).doesNotContain("发烧").doesNotContain("张晓明");
    }

    @Test
    void aLateCheckInIsAskedForAfterTheMeetingAndCountsOnceGranted() {
        MeetingId meeting = meeting("党课", Duration.ofHours(-3), branch);
        grant(askLateCheckIn(meeting), "");
        assertThat(standing().invitation().standing()).isEqualTo(Invitations.Standing.PRESENT);
        isRefused(() -> askLateCheckIn(meeting), RequestRefused.Why.NOT_NEEDED);
    }

    @Test
    void leaveIsForBeforeAndLateCheckInForAfterUntilTwoWeeksHavePassed() {
        MeetingId meeting = meeting("党课", Duration.ofHours(1), branch);
        isRefused(() -> askLateCheckIn(meeting), RequestRefused.Why.NOT_NOW);
        clock.pass(Duration.ofMinutes(90));
        isRefused(() -> askLeave(meeting), RequestRefused.Why.NOT_NOW);
        isRefused(() -> askLateCheckIn(meeting), RequestRefused.Why.NOT_NOW);
        clock.pass(Duration.ofHours(1));
        isRefused(
                () -> ask(meeting, AttendanceRequest.Kind.LATE_CHECK_IN, AttendanceRequest.Reason.SICK),
                RequestRefused.Why.NOT_NOW);
        clock.pass(Duration.ofDays(15));
        isRefused(() -> askLateCheckIn(meeting), RequestRefused.Why.NOT_NOW);
        assertThat(all()).isEmpty();
    }

    @Test
    void nobodyAsksForAMeetingOfOthersOrForOneThatIsOff() {
        Branch other = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, committee.id(), BranchKind.BRANCH, "第二党支部"));
        MeetingId theirs = meeting("别的会", Duration.ofDays(1), other);
        MeetingId off = meeting("取消的会", Duration.ofDays(1), branch);
        store.database.inTransaction(transaction -> {
            meetings.setCancelled(transaction, off, true);
            return null;
        });
        isRefused(() -> askLeave(theirs), RequestRefused.Why.NOT_YOUR_MEETING);
        isRefused(() -> askLeave(off), RequestRefused.Why.NOT_YOUR_MEETING);
        isRefused(() -> askLeave(new MeetingId("m-none")), RequestRefused.Why.NOT_YOUR_MEETING);
    }

    @Test
    void oneRequestWaitsAtATimeAndCanBeWithdrawn() {
        MeetingId meeting = meeting("党课", Duration.ofDays(2), branch);
        AttendanceRequest asked = askLeave(meeting);
        isRefused(() -> askLeave(meeting), RequestRefused.Why.ALREADY_ASKED);
        store.database.inTransaction(transaction -> {
            requests.withdraw(transaction, zhang.id(), asked.id());
            return null;
        });
        isRefused(() -> grant(asked, ""), RequestRefused.Why.NOT_OPEN);
        assertThat(askLeave(meeting).id()).isNotEqualTo(asked.id());
    }

    @Test
    void nobodyWithdrawsWhatSomebodyElseAsked() {
        AttendanceRequest asked = askLeave(meeting("党课", Duration.ofDays(2), branch));
        Member other = store.database.inTransaction(
                transaction -> members.add(transaction, "李思然", "20260002", branch.id(), false));
        isRefused(
                () -> store.database.inTransaction(transaction -> {
                    requests.withdraw(transaction, other.id(), asked.id());
                    return null;
                }),
                RequestRefused.Why.NOT_OPEN);
    }

    @Test
    void aRefusalSaysWhyAndTheMemberMayAskAgain() {
        MeetingId meeting = meeting("党课", Duration.ofDays(2), branch);
        AttendanceRequest asked = askLeave(meeting);
        isRefused(() -> refuse(asked, " "), RequestRefused.Why.NO_ANSWER);
        refuse(asked, "请附假条");
        assertThat(standing().asked().getFirst().answer().orElseThrow().words()).isEqualTo("请附假条");
        assertThat(standing().open()).contains(AttendanceRequest.Kind.LEAVE);
        assertThat(store.count("ruling")).isZero();
    }

    private void refuse(AttendanceRequest request, String words) {
        store.database.inTransaction(transaction -> {
            requests.refuse(transaction, request.id(), words, "secretary");
            return null;
        });
    }

    @Test
    void numberAndSizeHaveTheirLimits() {
        for (int i = 0; i < AttendanceRequests.OPEN_AT_ONCE; i++) {
            askLeave(meeting("党课 " + i, Duration.ofDays(2), branch));
        }
        MeetingId more = meeting("再一个", Duration.ofDays(3), branch);
        isRefused(() -> askLeave(more), RequestRefused.Why.TOO_MANY);
        isRefused(
                () -> store.database.inTransaction(transaction -> requests.ask(
                        transaction,
                        zhang.id(),
                        new AttendanceRequests.Wish(
                                more,
                                AttendanceRequest.Kind.LEAVE,
                                AttendanceRequest.Reason.OTHER,
                                "长".repeat(AttendanceRequest.WORDS + 1)))),
                RequestRefused.Why.TOO_LONG);
        for (int i = 0; i < AttendanceRequests.A_DAY - AttendanceRequests.OPEN_AT_ONCE; i++) {
            AttendanceRequest first = store.database
                    .reading(transaction -> requests.open(transaction, 0, 1))
                    .getFirst();
            store.database.inTransaction(transaction -> {
                requests.withdraw(transaction, zhang.id(), first.id());
                return null;
            });
            askLeave(first.meeting());
        }
        AttendanceRequest last = store.database
                .reading(transaction -> requests.open(transaction, 0, 1))
                .getFirst();
        refuse(last, "不行");
        isRefused(() -> askLeave(more), RequestRefused.Why.TOO_MANY);
    }

    @Test
    void whoHasLeftHasNoMeetings() {
        meeting("党课", Duration.ofDays(2), branch);
        store.database.inTransaction(transaction -> {
            members.save(transaction, new Member(zhang.id(), "张晓明", "20260001", branch.id(), false, false, 1));
            return true;
        });
        assertThat(all()).isEmpty();
    }
}
