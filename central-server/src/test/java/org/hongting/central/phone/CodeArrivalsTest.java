package org.hongting.central.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.phone.CodeArrivals.Answer;
import org.hongting.central.phone.CodeArrivals.Reason;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.code.KioskCode;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk's code, brought by a phone to a real store.
class CodeArrivalsTest {
    private static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");
    private static final KeyPair KIOSK = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private Clock clock = at(NINE.minusSeconds(60));
    private TestStore store;
    private Branch branch;
    private Member zhang;
    private Meeting meeting;

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneId.of("Asia/Shanghai"));
    }

    @BeforeEach
    void openAMeeting() {
        store = new TestStore(folder);
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES ('kiosk-1', 'x', '', ?, ?)",
                KIOSK.getPublic().getEncoded(),
                UtcText.of(NINE));
        branch = branch("第一党支部");
        zhang = member(branch, "20260001");
        meeting = store.database.inTransaction(transaction -> new Meetings(random, clock)
                .add(
                        transaction,
                        new Meeting.Plan(
                                "党课",
                                MeetingKind.OTHER,
                                branch.id(),
                                "301",
                                new MeetingDefaults(30, 5, 0, Optional.empty())
                                        .times(NINE, NINE.plus(Duration.ofHours(1)))),
                        new Meeting.Audience(Set.of(branch.id()), Set.of()),
                        Set.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Branch branch(String name) {
        return store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, name));
    }

    private Member member(Branch of, String number) {
        return store.database.inTransaction(
                transaction -> new Members(random, clock).add(transaction, "张晓明", number, of.id(), false));
    }

    private String code(MeetingId of, Instant made, KeyPair key) {
        return KioskCode.issue(new TerminalId("kiosk-1"), of, made, Signer.of(key));
    }

    private Answer arrives(Member member, String code) {
        CodeArrivals arrivals = new CodeArrivals(
                new Invitations(new Meetings(random, clock), new Members(random, clock)),
                new OwnJournal(List.of(new ArrivalProjection(new Alarms(random))), clock, () -> 0, random, "test"),
                clock);
        return store.database.inTransaction(transaction -> arrivals.arrive(transaction, member, code));
    }

    private Answer arrives() {
        return arrives(zhang, code(meeting.id(), clock.instant(), KIOSK));
    }

    private static void isRefused(Answer answer, Reason reason) {
        assertThat(answer).isEqualTo(new Answer.Refused(reason));
    }

    @Test
    void anArrivalByCodeIsAFactOfTheCentreOnce() {
        assertThat(arrives()).isEqualTo(new Answer.In(meeting, false));
        assertThat(arrives()).isEqualTo(new Answer.Already(meeting));
        assertThat(store.texts("terminal || ' ' || credential || ' ' || device", "arrival"))
                .containsExactly("centre KIOSK_CODE kiosk-1");
        assertThat(store.count("record WHERE type = 'check-in.admitted'")).isOne();
        assertThat(store.count("publication_due WHERE document = ?", "arrivals/" + meeting.id()))
                .isOne();
    }

    @Test
    void whoComesAtTheLimitIsOnTimeAsAtAKiosk() {
        clock = at(NINE.plus(Duration.ofMinutes(5)));
        assertThat(arrives()).isEqualTo(new Answer.In(meeting, false));
    }

    @Test
    void whoComesAfterTheLimitIsLate() {
        clock = at(NINE.plus(Duration.ofMinutes(5)).plusMillis(1));
        assertThat(arrives()).isEqualTo(new Answer.In(meeting, true));
    }

    @Test
    void thePhonesKeyIsWorthAPinAndNotSomebodysLook() {
        store.execute("UPDATE meeting SET second_factor = 'CONFIRMATION'");
        isRefused(arrives(), Reason.CONFIRMED_AT_THE_TERMINAL);
        assertThat(store.count("arrival")).isZero();
        store.execute("UPDATE meeting SET second_factor = 'PIN'");
        assertThat(arrives()).isInstanceOf(Answer.In.class);
    }

    @Test
    void whoseArrivalWasTakenBackComesAnew() {
        arrives();
        store.execute("""
                INSERT INTO voided_arrival
                    (terminal, void_epoch, void_seq, epoch, seq, meeting, member, reason, voided_by)
                SELECT terminal, epoch, seq + 1, epoch, seq, meeting, member, 'WRONG_PERSON', member FROM arrival
                """);
        assertThat(arrives()).isEqualTo(new Answer.In(meeting, false));
        assertThat(store.count("arrival")).isEqualTo(2);
    }

    @Test
    void aMeetingThatWasClosedAtAKioskTakesNobodyByCodeEither() {
        store.execute(
                "INSERT INTO meeting_closing (terminal, epoch, seq, meeting, closed_by, closed_at)"
                        + " VALUES ('kiosk-1', '00112233445566778899aabbccddeeff', 1, ?, ?, ?)",
                meeting.id().value(),
                zhang.id().value(),
                UtcText.of(NINE));
        isRefused(arrives(), Reason.CLOSED);
        assertThat(store.count("arrival")).isZero();
    }

    private Meeting held(String title, Duration after, Branch by, String... stations) {
        return store.database.inTransaction(transaction -> new Meetings(random, clock)
                .add(
                        transaction,
                        new Meeting.Plan(
                                title,
                                MeetingKind.OTHER,
                                by.id(),
                                "301",
                                new MeetingDefaults(30, 5, 0, Optional.empty())
                                        .times(
                                                NINE.plus(after),
                                                NINE.plus(after).plus(Duration.ofHours(1)))),
                        new Meeting.Audience(Set.of(by.id()), Set.of()),
                        Stream.of(stations).map(TerminalId::new).collect(Collectors.toSet())));
    }

    @Test
    void theCodeThatShowsAnotherMeetingTakesEverybodyIntoTheirOwn() {
        Branch second = branch("第二党支部");
        Meeting theirs = held("支部党员大会", Duration.ofMinutes(20), second, "kiosk-1");
        Member li = member(second, "20260002");
        assertThat(arrives(li, code(meeting.id(), clock.instant(), KIOSK))).isEqualTo(new Answer.In(theirs, false));
        assertThat(arrives(zhang, code(theirs.id(), clock.instant(), KIOSK))).isEqualTo(new Answer.In(meeting, false));
    }

    @Test
    void ofSeveralOfTheirOwnItIsTheOneWhoseStartIsNearest() {
        Meeting next = held("支委会", Duration.ofMinutes(25), branch, "kiosk-1");
        assertThat(arrives()).isEqualTo(new Answer.In(meeting, false));
        assertThat(arrives()).as("the phone asks again").isEqualTo(new Answer.Already(meeting));
        clock = at(NINE.plus(Duration.ofMinutes(20)));
        assertThat(arrives()).isEqualTo(new Answer.In(next, false));
    }

    @Test
    void aMeetingOfTheirsAtAnotherTerminalIsNotMeant() {
        Branch second = branch("第二党支部");
        held("支部党员大会", Duration.ZERO, second, "kiosk-2");
        isRefused(
                arrives(member(second, "20260002"), code(meeting.id(), clock.instant(), KIOSK)),
                Reason.NOT_YOUR_MEETING);
    }

    @Test
    void whatAMeetingWasJoinedIntoIsTheirsAtItsTerminalsToo() {
        Branch second = branch("第二党支部");
        Meeting joined = held("支部党员大会", Duration.ZERO, second, "kiosk-1");
        Meeting into = held("全校大会", Duration.ZERO, branch("学校"), "kiosk-2");
        store.execute(
                "INSERT INTO joined_meeting (meeting, into_meeting, joined_by, joined_at) VALUES (?, ?, 'admin', ?)",
                joined.id().value(),
                into.id().value(),
                UtcText.of(NINE));
        store.execute(
                "UPDATE meeting SET cancelled_at = ? WHERE id = ?",
                UtcText.of(NINE),
                joined.id().value());
        assertThat(arrives(member(second, "20260002"), code(joined.id(), clock.instant(), KIOSK)))
                .isEqualTo(new Answer.In(into, false));
    }

    @Test
    void aCodeOfAnotherTimeOrKeyOrOfARevokedTerminalIsRefused() {
        Instant now = clock.instant();
        isRefused(arrives(zhang, code(meeting.id(), now.minusSeconds(150), KIOSK)), Reason.OLD_CODE);
        isRefused(arrives(zhang, code(meeting.id(), now.plusSeconds(90), KIOSK)), Reason.OLD_CODE);
        isRefused(arrives(zhang, code(meeting.id(), now, P256.newKeyPair(new SecureRandom()))), Reason.UNKNOWN_CODE);
        isRefused(arrives(zhang, "no code"), Reason.UNKNOWN_CODE);
        store.execute("UPDATE terminal SET revoked_at = ?", UtcText.of(now));
        isRefused(arrives(), Reason.UNKNOWN_CODE);
        assertThat(store.count("arrival")).isZero();
    }

    @Test
    void whoIsNotExpectedOrComesOutsideTheWindowIsRefused() {
        Member other = member(branch("第二党支部"), "20260002");
        isRefused(arrives(other, code(meeting.id(), clock.instant(), KIOSK)), Reason.NOT_YOUR_MEETING);
        clock = at(NINE.minus(Duration.ofMinutes(31)));
        isRefused(arrives(), Reason.NOT_OPEN_YET);
        clock = at(meeting.plan().times().closes().plusSeconds(1));
        isRefused(arrives(), Reason.CLOSED);
    }
}
