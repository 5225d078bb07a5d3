package org.hongting.central.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who was expected at a meeting that is over.
class ExpectedTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Clock during = Clock.fixed(NINE.plusMinutes(30).toInstant(), ZONE);
    private final Clock after = Clock.offset(during, Duration.ofHours(3));
    private final Members members = new Members(random, during);
    private final Meetings meetings = new Meetings(random, during);
    private TestStore store;
    private Branch first;
    private Branch second;
    private Member zhang;
    private Member li;
    private Meeting meeting;

    @BeforeEach
    void hold() {
        store = new TestStore(folder);
        first = branch("第一党支部");
        second = branch("第二党支部");
        zhang = member("张晓明", "20260001", first);
        li = member("李思然", "20260002", first);
        meeting = store.database.inTransaction(transaction -> add(transaction, "支部党员大会", first));
    }

    private Branch branch(String name) {
        return store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, name));
    }

    private Member member(String name, String number, Branch branch) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    private Meeting add(Transaction transaction, String title, Branch branch) {
        Meeting.Plan plan = new Meeting.Plan(
                title,
                MeetingKind.BRANCH_ASSEMBLY,
                branch.id(),
                "301",
                new MeetingDefaults(30, 0, 0, Optional.empty())
                        .times(NINE.toInstant(), NINE.plusHours(1).toInstant()));
        return meetings.add(transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void does(Consumer<Transaction> work) {
        store.database.inTransaction(transaction -> {
            work.accept(transaction);
            return null;
        });
    }

    private void passes(Clock now) {
        new ExpectedKeeping(store.database, members, now).turn();
    }

    private void moves(Member member, Branch to, boolean active) {
        does(transaction -> members.save(
                transaction,
                new Member(member.id(), member.name(), member.studentNumber(), to.id(), active, false, 1)));
    }

    private List<MemberId> expected() {
        return store
                .database
                .reading(transaction ->
                        new AttendanceBook(members).of(transaction, meeting, BranchTree.load(transaction), ZONE))
                .lines(Attendance.Part.EXPECTED)
                .stream()
                .map(Attendance.Line::member)
                .toList();
    }

    @Test
    void untilItIsOverWhoeverTheListsNameTodayIsExpected() {
        passes(during);
        moves(li, second, true);
        assertThat(expected()).containsExactly(zhang.id());
    }

    @Test
    void afterwardsMovesGraduationsAndNewMembersChangeNothing() {
        passes(after);
        moves(zhang, second, true);
        moves(li, first, false);
        member("王芳", "20260003", first);
        passes(after);
        assertThat(expected()).containsExactlyInAnyOrder(zhang.id(), li.id());
    }

    @Test
    void whatWasJoinedIntoItExpectsAsItDidThen() {
        Member wang = member("王芳", "20260003", second);
        does(transaction -> {
            Meeting other = add(transaction, "另一场", second);
            transaction.update(
                    "INSERT INTO joined_meeting (meeting, into_meeting, joined_at, joined_by) VALUES (?, ?, '', 'admin')",
                    other.id().value(),
                    meeting.id().value());
        });
        passes(after);
        moves(wang, first, false);
        assertThat(expected()).contains(wang.id()).hasSize(3);
    }

    @Test
    void otherListsOfAFinishedMeetingCountAndAreKeptAnew() {
        passes(after);
        moves(li, second, true);
        does(transaction -> meetings.save(
                transaction,
                new Meeting(
                        meeting.id(),
                        meeting.plan(),
                        new Meeting.Audience(Set.of(first.id(), second.id()), Set.of()),
                        Set.of(),
                        false)));
        passes(after);
        moves(zhang, second, false);
        assertThat(expected()).containsExactlyInAnyOrder(zhang.id(), li.id());
    }

    @Test
    void anotherTitleAloneLeavesThemAsTheyWere() {
        passes(after);
        moves(li, second, true);
        does(transaction -> meetings.save(
                transaction, new Meeting(meeting.id(), meeting.plan(), meeting.audience(), Set.of(), false)));
        assertThat(expected()).containsExactlyInAnyOrder(zhang.id(), li.id());
    }

    @Test
    void whoWasExpectedThenMayStillAskAboutItAndWhoCameLaterMayNot() {
        passes(after);
        moves(li, second, true);
        Member wang = member("王芳", "20260003", first);
        does(transaction -> {
            Invitations invitations = new Invitations(meetings, members);
            assertThat(invitations.find(transaction, li.id(), meeting.id())).isPresent();
            assertThat(invitations.find(transaction, zhang.id(), meeting.id())).isPresent();
            assertThat(invitations.find(transaction, wang.id(), meeting.id())).isEmpty();
        });
    }
}
