package org.hongting.central.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.hongting.central.backup.ErasedFile;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.conclusion.RulingProjection;
import org.hongting.central.conclusion.Seal;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.AttendanceBook;
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
import org.hongting.central.study.StudyPlans;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an erasure leaves as it was: what meetings came to, and plans that named the person.
@Tag("both-stores")
class PastMeetingsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    private static final Clock CLOCK = Clock.fixed(NINE.plusHours(5).toInstant(), ZONE);
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    @TempDir
    Path folder;

    private final Random random = new Random(43);
    private final Members members = new Members(random, CLOCK);
    private final Meetings meetings = new Meetings(random, CLOCK);
    private final TestTerminal kiosk = TestTerminal.named("kiosk-1", random);
    private final List<FactProjection> projections =
            List.of(new ArrivalProjection(new Alarms(random)), new RulingProjection());
    private TestStore store;
    private Member came;
    private Member absent;
    private Meeting meeting;
    private MeetingHall hall;
    private Conclusions conclusions;

    @BeforeEach
    void hold() {
        store = new TestStore(folder);
        store.enrol(kiosk);
        Branch branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        came = member("张晓明", "20260001", branch);
        absent = member("李思然", "20260002", branch);
        member("王芳", "20260003", branch);
        Meeting.Plan plan = new Meeting.Plan(
                "支部党员大会",
                MeetingKind.BRANCH_ASSEMBLY,
                branch.id(),
                "301",
                new MeetingDefaults(30, 0, 0, Optional.empty())
                        .times(NINE.toInstant(), NINE.plusHours(1).toInstant()));
        meeting = store.database.inTransaction(transaction -> meetings.add(
                transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of(kiosk.id())));
        hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), CLOCK);
        conclusions = new Conclusions(
                new OwnJournal(projections, CLOCK, () -> 0, random, "test"),
                hall,
                members,
                new AuditLog(store.database, CLOCK),
                random);
        arrives(came);
        store.execute("UPDATE terminal SET proved_at = ?, pending = 0", "2026-11-16T06:00:00.000Z");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Member member(String name, String number, Branch branch) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    private void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    private void arrives(Member member) {
        Fact fact = new Fact.CheckInAdmitted(meeting.id(), member.id(), CARD, false);
        ClockReading told = new ClockReading(NINE.minusMinutes(5), ClockQuality.SYNCED, new BootId("boot-1"), 1);
        Envelope envelope = new Envelope(1, told, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {1}));
        StoredFact stored = new StoredFact(
                kiosk.id(), new EpochId("00112233445566778899aabbccddeeff"), envelope, fact, CLOCK.instant());
        does(transaction -> projections.forEach(projection -> projection.project(transaction, List.of(stored))));
    }

    private void erase(Member member) {
        Erasures erasures = new Erasures(store.database, new DocumentStore(store.database, store.id, Runnable::run));
        does(transaction ->
                erasures.erase(transaction, new ErasedFile.Line(member.id(), CLOCK.instant(), "admin", "wish")));
    }

    private MeetingHall.Whole whole() {
        return hall.find(meeting.id()).orElseThrow();
    }

    @Test
    void whatASealedMeetingCameToStaysAndItCanBeCountersigned() {
        does(transaction -> conclusions.seal(transaction, meeting.id(), "admin"));
        Attendance.Counts before = whole().attendance().counts();
        assertThat(before).isEqualTo(new Attendance.Counts(3, 1, 0, 0, 0, 0, 2, 0));

        erase(came);
        erase(absent);

        assertThat(whole().attendance().counts()).isEqualTo(before);
        assertThat(whole().attendance().lines())
                .filteredOn(line -> line.known().isEmpty())
                .extracting(Attendance.Line::member)
                .containsExactlyInAnyOrder(came.id(), absent.id());
        Seal seal = store.database
                .reading(transaction -> conclusions.seal(transaction, whole()))
                .orElseThrow();
        assertThat(seal.isAmended()).isFalse();
        does(transaction -> conclusions.countersign(transaction, meeting.id(), "secretary"));
        assertThat(store.count("seal WHERE countersigned_by = 'secretary'")).isEqualTo(1);
    }

    @Test
    void aPlanThatNamedNobodyElseAsksNobodyAndIsRead() {
        store.execute("INSERT INTO study_plan (id, name, made_by, made_at) VALUES ('p', '计划', 'admin', '')");
        store.execute("INSERT INTO study_plan_part (plan, kind, value) VALUES ('p', 'course', 'a')");
        store.execute(
                "INSERT INTO study_plan_part (plan, kind, value) VALUES ('p', 'member', ?)",
                came.id().value());

        erase(came);

        List<StudyPlans.Kept> plans = store.database.reading(StudyPlans::all);
        assertThat(plans).hasSize(1);
        assertThat(plans.getFirst().plan().audience().members()).isEmpty();
    }
}
