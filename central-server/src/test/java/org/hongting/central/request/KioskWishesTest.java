package org.hongting.central.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.conclusion.RulingProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leave asked for at a terminal is the same request as a phone's, and its answer goes back to the terminals.
class KioskWishesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Clock clock = Clock.fixed(NOW, ZONE);
    private final Members members = new Members(random, clock);
    private final Meetings meetings = new Meetings(random, clock);
    private TestStore store;
    private AttendanceRequests requests;
    private BranchId branch;
    private Member zhang;
    private long seq = 1;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        branch = store.database.inTransaction(transaction -> new Branches(random)
                .add(transaction, null, BranchKind.BRANCH, "第一党支部")
                .id());
        zhang = store.database.inTransaction(transaction -> members.add(transaction, "张晓明", "20260001", branch, false));
        AuditLog audit = new AuditLog(store.database, clock);
        Conclusions conclusions = new Conclusions(
                new OwnJournal(List.of(new RulingProjection()), clock, () -> 0, random, "test"),
                new MeetingHall(store.database, meetings, new AttendanceBook(members), clock),
                members,
                audit,
                random);
        requests = new AttendanceRequests(new Invitations(meetings, members), conclusions, audit, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private MeetingId meeting(Duration from) {
        Instant starts = NOW.plus(from);
        return store.database
                .inTransaction(transaction -> meetings.add(
                        transaction,
                        new Meeting.Plan(
                                "党课",
                                MeetingKind.OTHER,
                                branch,
                                "301",
                                new MeetingDefaults(30, 0, 0, Optional.empty())
                                        .times(starts, starts.plus(Duration.ofHours(1)))),
                        new Meeting.Audience(Set.of(branch), Set.of()),
                        Set.of()))
                .id();
    }

    private void ask(MeetingId meeting, LeaveReason reason) {
        ask(meeting, reason, OffsetDateTime.now(clock));
    }

    private void ask(MeetingId meeting, LeaveReason reason, OffsetDateTime uttered) {
        Fact.LeaveAsked fact =
                new Fact.LeaveAsked(meeting, zhang.id(), new Fact.Origin(CredentialKind.PIN, "touch", false), reason);
        ClockReading reading = new ClockReading(uttered, ClockQuality.SYNCED, new BootId("boot-1"), seq);
        RecordLines lines = RecordLines.of(seq++, reading, fact, random);
        StoredFact stored = new StoredFact(
                new TerminalId("hall-east-1"),
                new EpochId("00112233445566778899aabbccddeeff"),
                Envelope.ofLine(lines.envelope()),
                fact,
                NOW);
        store.database.inTransaction(transaction -> {
            new KioskWishes(() -> requests, clock).project(transaction, List.of(stored));
            return null;
        });
    }

    private List<RequestEntry> told(MeetingId meeting) {
        return store.database.reading(transaction -> new WishSource()
                .contents(transaction, meeting.value()).values().stream()
                        .flatMap(List::stream)
                        .map(entry -> entry.as(RequestEntry.class))
                        .toList());
    }

    @Test
    void whatWasAskedInTimeAtATerminalOffTheNetworkIsARequestHoweverLateItComes() {
        MeetingId running = meeting(Duration.ofMinutes(-30));
        ask(running, LeaveReason.SICK, OffsetDateTime.now(clock).minusDays(1));
        List<AttendanceRequest> inTime = store.database.reading(transaction -> requests.openAt(transaction, running));
        assertThat(inTime).hasSize(1);

        MeetingId begun = meeting(Duration.ofMinutes(-25));
        ask(begun, LeaveReason.SICK, OffsetDateTime.now(clock).minusMinutes(20));
        List<AttendanceRequest> tooLate = store.database.reading(transaction -> requests.openAt(transaction, begun));
        assertThat(tooLate).isEmpty();
    }

    @Test
    void theWishIsARequestThatIsGrantedOrRefusedLikeAnyAndTheTerminalsHear() {
        MeetingId lecture = meeting(Duration.ofDays(2));
        ask(lecture, LeaveReason.DUTY);
        AttendanceRequest made = store.database
                .reading(transaction -> requests.openAt(transaction, lecture))
                .getFirst();
        assertThat(made.reason()).isEqualTo(AttendanceRequest.Reason.DUTY);
        assertThat(made.member()).isEqualTo(zhang.id());
        assertThat(told(lecture)).containsExactly(new RequestEntry(zhang.id(), RequestEntry.State.ASKED));
        assertThat(store.texts("document", "publication_due")).contains("requests/" + lecture);

        store.database.inTransaction(transaction -> {
            requests.refuse(transaction, made.id(), "请到会", "admin");
            return null;
        });
        assertThat(told(lecture)).containsExactly(new RequestEntry(zhang.id(), RequestEntry.State.REFUSED));

        ask(lecture, LeaveReason.SICK);
        long again = store.database
                .reading(transaction -> requests.openAt(transaction, lecture))
                .getFirst()
                .id();
        store.database.inTransaction(transaction -> {
            requests.grant(transaction, again, "", "admin");
            return null;
        });
        assertThat(told(lecture)).containsExactly(new RequestEntry(zhang.id(), RequestEntry.State.GRANTED));
    }

    @Test
    void whatWaitsOrIsGrantedAlreadyIsLeftAsItIs() {
        MeetingId lecture = meeting(Duration.ofDays(2));
        ask(lecture, LeaveReason.OTHER);
        ask(lecture, LeaveReason.SICK);
        assertThat(store.count("attendance_request")).isEqualTo(1);
        assertThat(store.count("leave_wish_refused")).isZero();
    }

    @Test
    void whatIsWithdrawnOnThePhoneIsToldNoMore() {
        MeetingId lecture = meeting(Duration.ofDays(2));
        ask(lecture, LeaveReason.OTHER);
        store.database.inTransaction(transaction -> {
            requests.withdraw(
                    transaction,
                    zhang.id(),
                    requests.openAt(transaction, lecture).getFirst().id());
            return null;
        });
        assertThat(told(lecture)).isEmpty();
    }

    @Test
    void aWishThatComesAfterTheMeetingBeganOrForAMeetingOfOthersIsToldAsRefused() {
        MeetingId begun = meeting(Duration.ofMinutes(-5));
        ask(begun, LeaveReason.FAMILY);
        assertThat(told(begun)).containsExactly(new RequestEntry(zhang.id(), RequestEntry.State.REFUSED));
        ask(new MeetingId("no-such-meeting"), LeaveReason.FAMILY);
        assertThat(told(new MeetingId("no-such-meeting")))
                .containsExactly(new RequestEntry(zhang.id(), RequestEntry.State.REFUSED));
        assertThat(store.count("attendance_request")).isZero();
    }

    @Test
    void aRefusedWishIsForgottenOnceNothingCanBeAskedAboutItsMeetingAnyMore() {
        MeetingId begun = meeting(Duration.ofMinutes(-5));
        ask(begun, LeaveReason.FAMILY);
        ask(new MeetingId("no-such-meeting"), LeaveReason.FAMILY);
        pruned(Duration.ofDays(14));
        assertThat(store.texts("meeting", "leave_wish_refused"))
                .as("no end is known: fourteen days after the refusal itself; the other ends in 55 minutes")
                .containsExactly(begun.value());
        pruned(Duration.ofDays(14).plusMinutes(56));
        assertThat(store.count("leave_wish_refused")).isZero();
        assertThat(told(begun)).isEmpty();
        assertThat(store.texts("document", "publication_due")).contains("requests/" + begun);
    }

    private void pruned(Duration later) {
        // A moment more than that: what is as old as the limit stays.
        new WishPruning(store.database, Clock.offset(clock, later.plusMillis(1))).turn();
    }
}
