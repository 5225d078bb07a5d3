package org.hongting.central.study;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real store, a branch with members, and kiosks at which they study.
abstract class StudyRoom {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    static final LocalDate DAY = NINE.toLocalDate();
    static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
    static final long MINUTE = 60_000;

    @TempDir
    Path folder;

    final MovingClock clock = new MovingClock(NINE.plusDays(5).toInstant(), ZONE);
    final Random random = new Random(7);
    final Members members = new Members(random, clock);
    final Meetings meetings = new Meetings(random, clock);
    final StudyRollup rollup = new StudyRollup(ZONE);
    final List<FactProjection> projections =
            List.of(new ArrivalProjection(new Alarms(random)), new StudyProjection(rollup));
    final LearningLedger ledger = new LearningLedger(rollup, clock);
    private final Map<String, Long> numbers = new HashMap<>();
    TestStore store;
    Branch branch;
    Member zhang;
    Member li;
    StudyRulings rulings;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        zhang = member("张晓明", "20260001");
        li = member("李思然", "20260002");
        rulings = new StudyRulings(
                new OwnJournal(projections, clock, () -> 0, random, "test"),
                members,
                new AuditLog(store.database, clock),
                random,
                clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    Member member(String name, String number) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    /// Learning by a synchronised clock, in a boot that began at midnight of that day.
    void learns(Member member, String kiosk, OffsetDateTime from, Duration time) {
        OffsetDateTime boot = from.toLocalDate().atStartOfDay(ZONE).toOffsetDateTime();
        long began = Duration.between(boot, from).toMillis();
        told(
                kiosk,
                learned(member, "boot-" + from.toLocalDate(), began, began + time.toMillis(), 3, null),
                clock(from.plus(time), ClockQuality.SYNCED, "boot-" + from.toLocalDate(), began + time.toMillis()));
    }

    static ClockReading clock(OffsetDateTime wall, ClockQuality quality, String boot, long monoMillis) {
        return new ClockReading(wall, quality, new BootId(boot), monoMillis * 1_000_000);
    }

    StudyFact.Learned learned(Member member, String boot, long from, long until, int place, @Nullable Member ledBy) {
        return new StudyFact.Learned(
                new StudySessionId("0102030405060708090a0b0c0d0e0f10"),
                member.id(),
                CARD,
                new StudyFact.LessonName(new CourseId("party-constitution"), 1, new LessonId("chapter-1")),
                new StudyFact.Stretch(new BootId(boot), from, until, until - Math.min(30_000, until - from)),
                StudyFact.Cause.SETTLED,
                new TreeMap<>(Map.of(Evidence.PAGE_TURN, 2)),
                new StudyFact.Reading(place, 10, Coverage.of(0, Math.max(1, place))),
                ledBy == null ? null : ledBy.id());
    }

    /// A record of a kiosk reaches the centre, is stored and projected as ingest does it.
    StoredFact told(String kiosk, Fact fact, ClockReading reading) {
        long seq = numbers.merge(kiosk, 1L, Long::sum);
        RecordLines lines = RecordLines.of(seq, reading, fact, random);
        Envelope envelope = Envelope.ofLine(lines.envelope());
        StoredFact stored = new StoredFact(
                new TerminalId(kiosk),
                new EpochId("00112233445566778899aabbccddeeff"),
                envelope,
                fact,
                clock.instant());
        does(transaction -> {
            transaction.update(
                    "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                            + " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
                    kiosk,
                    stored.epoch().value(),
                    seq,
                    envelope.type(),
                    envelope.version(),
                    lines.envelope().bytes(),
                    lines.body().bytes(),
                    UtcText.of(stored.received()));
            project(transaction, stored);
        });
        return stored;
    }

    void project(Transaction transaction, StoredFact stored) {
        projections.forEach(projection -> projection.project(transaction, List.of(stored)));
    }

    /// The centre hears a hello of a boot.
    void anchored(String kiosk, String boot, long monoMillis, Instant heard) {
        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, boot) DO UPDATE SET mono = excluded.mono,"
                        + " server_time = excluded.server_time",
                kiosk,
                boot,
                monoMillis * 1_000_000,
                UtcText.of(heard));
    }

    void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    Meeting held(MeetingKind kind, OffsetDateTime starts) {
        MeetingDefaults asked = new MeetingDefaults(30, 0, 0, Optional.empty());
        Meeting.Plan plan = new Meeting.Plan(
                "党课",
                kind,
                branch.id(),
                "301",
                asked.times(starts.toInstant(), starts.plusHours(1).toInstant()));
        return store.database.inTransaction(transaction ->
                meetings.add(transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of()));
    }

    void arrives(Member member, Meeting meeting, OffsetDateTime when) {
        told(
                "kiosk-9",
                new Fact.CheckInAdmitted(meeting.id(), member.id(), CARD, false),
                clock(when, ClockQuality.SYNCED, "boot-9", when.toInstant().toEpochMilli() / 1000));
    }

    /// A minute after they were settled last.
    void settlesMeetings() {
        clock.pass(Duration.ofSeconds(61));
        hours(store.database).turn();
    }

    MeetingHours hours(Database database) {
        return new MeetingHours(database, meetings, new AttendanceBook(members), rollup, clock);
    }

    LearningLedger.Year year(Member member) {
        return store.database.reading(transaction -> ledger.year(transaction, member.id(), 2026));
    }

    long minutes(Member member) {
        return year(member).total().share().total() / MINUTE;
    }

    List<Rebuild.Difference> differences() {
        return new StudyRebuild(store.database, rollup).look();
    }

    final void correct(StudyRuling.StudyVerdict verdict, LocalDateTime from, LocalDateTime until) {
        does(transaction -> rulings.correct(
                transaction,
                meant(zhang.id(), from, until, "替他人刷卡"),
                verdict,
                StudyRuling.StudyReason.WRONG_PERSON,
                "admin"));
    }

    static StudyRulings.Meant meant(MemberId member, LocalDateTime from, LocalDateTime until, String note) {
        return new StudyRulings.Meant(member, from, until, note);
    }
}
