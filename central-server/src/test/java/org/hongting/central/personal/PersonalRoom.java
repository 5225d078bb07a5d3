package org.hongting.central.personal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.conclusion.RulingProjection;
import org.hongting.central.course.CourseFiles;
import org.hongting.central.course.Courses;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.ArrivalProjection;
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
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.StudyRollup;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// A real store with two branches and a kiosk, and what members may see of themselves.
final class PersonalRoom implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    private static final TerminalId KIOSK = new TerminalId("kiosk-1");
    private static final EpochId EPOCH = new EpochId("00112233445566778899aabbccddeeff");
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    /// What members have done in quizzes, as somebody else keeps it.
    static final class Quizzes implements QuizRecord {
        final List<PersonalEntry.QuizResult> results = new ArrayList<>();
        final Map<MemberId, QuizRecord.Tried> told = new HashMap<>();

        @Override
        public List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member) {
            return results;
        }

        @Override
        public Map<MemberId, QuizRecord.Tried> allOf(Transaction transaction, String digit) {
            return told;
        }
    }

    final MovingClock clock = new MovingClock(NINE.toInstant(), ZONE);
    final Random random;
    final TestStore store;
    final Members members;
    final Meetings meetings;
    final MeetingHall hall;
    final Conclusions conclusions;
    final Quizzes tried = new Quizzes();
    final PersonalMeetings personal;
    final PersonalSource source;
    final PersonalTelling telling;
    final PersonalRecords records;
    final Branch first;
    final Branch second;
    private final ArrivalProjection arrivals;
    private long seq;

    PersonalRoom(Path folder, long seed) throws IOException {
        random = new Random(seed);
        store = new TestStore(folder);
        members = new Members(random, clock);
        meetings = new Meetings(random, clock);
        hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), clock);
        arrivals = new ArrivalProjection(new Alarms(random));
        conclusions = new Conclusions(
                new OwnJournal(List.of(new RulingProjection()), clock, () -> 0, random, "test"),
                hall,
                members,
                new AuditLog(store.database, clock),
                random);
        personal = new PersonalMeetings(hall, clock);
        source = new PersonalSource(personal, tried, clock);
        telling = new PersonalTelling(store.database, personal, clock);
        Courses courses = new Courses(
                store.database,
                clock,
                new CourseFiles(Files.createDirectories(folder.resolve("courses")), 0),
                List.<PublicKey>of());
        records = new PersonalRecords(
                store.database,
                telling,
                personal,
                new LearningLedger(new StudyRollup(ZONE), clock),
                tried,
                courses,
                clock);
        first = branch("第一党支部");
        second = branch("第二党支部");
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at, online, pending, last_contact_at)"
                        + " VALUES ('kiosk-1', '北校区驿站', '301', ?, '2026-01-01T00:00:00.000Z', 1, 0, NULL)",
                new byte[1]);
    }

    @Override
    public void close() {
        store.close();
    }

    private Branch branch(String name) {
        return store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, name));
    }

    Member member(String name, String number, Branch branch) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    Meeting meeting(String title, OffsetDateTime starts, Branch branch) {
        Meeting.Plan plan = new Meeting.Plan(
                title,
                MeetingKind.BRANCH_ASSEMBLY,
                branch.id(),
                "301",
                new MeetingDefaults(30, 5, 0, Optional.empty())
                        .times(starts.toInstant(), starts.plusHours(1).toInstant()));
        return store.database.inTransaction(transaction ->
                meetings.add(transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of()));
    }

    /// @return the number of the record
    long arrives(Member member, Meeting meeting, Instant at) {
        told(new Fact.CheckInAdmitted(meeting.id(), member.id(), CARD, false), at);
        return seq;
    }

    void takesBack(Member member, Meeting meeting, long arrival, Instant at) {
        told(
                new Fact.CheckInVoided(
                        meeting.id(),
                        member.id(),
                        CARD,
                        new Fact.RecordName(EPOCH, arrival),
                        VoidReason.OWN_WISH,
                        member.id()),
                at);
    }

    private void told(Fact fact, Instant at) {
        seq++;
        FactType type = FactType.of(fact);
        ClockReading reading = new ClockReading(
                at.atZone(ZONE).toOffsetDateTime(), ClockQuality.SYNCED, new BootId("boot-1"), seq * 1_000_000_000L);
        Envelope envelope = new Envelope(seq, reading, type.typeName(), type.version(), Digest.of(new byte[0]));
        StoredFact stored = new StoredFact(KIOSK, EPOCH, envelope, fact, clock.instant());
        store.database.inTransaction(transaction -> {
            arrivals.project(transaction, List.of(stored));
            return null;
        });
    }

    void rules(Meeting meeting, Member member, Verdict verdict, RulingReason reason) {
        store.database.inTransaction(transaction -> {
            conclusions.rule(
                    transaction, new Conclusions.Attending(meeting.id(), member.id(), verdict, reason), "", "admin");
            return null;
        });
    }

    /// The kiosk was heard, and holds nothing back.
    void kioskReports() {
        store.execute("UPDATE terminal SET proved_at = ?, pending = 0", UtcText.of(clock.instant()));
    }

    /// Lets the publisher's loop turn until nothing is left for it within this minute.
    void turns() {
        clock.pass(Duration.ofMinutes(2));
        for (int i = 0; i < 60; i++) {
            telling.turn();
        }
    }

    Optional<PersonalEntry> entry(Member member) {
        DocumentName name = DocumentName.personalOf(member.id());
        return store
                .database
                .reading(transaction -> source.contents(transaction, name.scope()))
                .getOrDefault(name, List.of())
                .stream()
                .map((DocumentEntry one) -> one.as(PersonalEntry.class))
                .filter(one -> one.id().equals(member.id()))
                .findFirst();
    }

    MeetingHall.Whole page(MeetingId meeting) {
        return hall.find(meeting).orElseThrow();
    }
}
