package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
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
import org.hongting.central.meeting.OnSiteProjection;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A meeting in a real store, a terminal that reported or did not, and hands to rule about it.
abstract class HeldMeeting {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    static final Clock AFTER = Clock.fixed(NINE.plusHours(5).toInstant(), ZONE);
    static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    @TempDir
    Path folder;

    final Clock clock;
    final Random random = new Random(7);
    final Members members;
    final Meetings meetings;
    final TestTerminal kiosk = TestTerminal.named("kiosk-1", random);
    final List<FactProjection> projections;
    TestStore store;
    Branch branch;
    Member zhang;
    Member li;
    Meeting meeting;
    MeetingHall hall;
    Conclusions conclusions;
    long seq;

    /// Looked at after it is over.
    HeldMeeting() {
        this(AFTER);
    }

    HeldMeeting(Clock clock) {
        this.clock = clock;
        this.members = new Members(random, clock);
        this.meetings = new Meetings(random, clock);
        this.projections = List.of(
                new ArrivalProjection(new Alarms(random)),
                new OnSiteProjection(meetings, members, new Alarms(random)),
                new RulingProjection());
    }

    @BeforeEach
    void holdAMeeting() {
        store = new TestStore(folder);
        store.enrol(kiosk);
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        zhang = member("张晓明", "20260001");
        li = member("李思然", "20260002");
        meeting = add("支部党员大会", NINE);
        hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), clock);
        conclusions = started();
    }

    @AfterEach
    void close() {
        store.close();
    }

    Member member(String name, String number) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    Meeting add(String title, OffsetDateTime starts) {
        return add(title, starts, Set.of(kiosk.id()));
    }

    Meeting add(String title, OffsetDateTime starts, Set<TerminalId> stations) {
        MeetingDefaults asked = new MeetingDefaults(30, 0, 0, Optional.empty());
        Meeting.Plan plan = new Meeting.Plan(
                title,
                MeetingKind.BRANCH_ASSEMBLY,
                branch.id(),
                "301",
                asked.times(starts.toInstant(), starts.plusHours(1).toInstant()));
        return store.database.inTransaction(transaction ->
                meetings.add(transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), stations));
    }

    /// As after a start of the server.
    Conclusions started() {
        return new Conclusions(
                new OwnJournal(projections, clock, () -> 0, random, "test"),
                hall,
                members,
                new AuditLog(store.database, clock),
                random);
    }

    void arrives(Member member, Meeting at, OffsetDateTime when) {
        told(new Fact.CheckInAdmitted(at.id(), member.id(), CARD, false), when);
    }

    /// The kiosk's record reaches the centre.
    void told(Fact fact, OffsetDateTime when) {
        ClockReading told = new ClockReading(when, ClockQuality.SYNCED, new BootId("boot-1"), ++seq);
        Envelope envelope =
                new Envelope(seq, told, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        StoredFact stored = new StoredFact(
                kiosk.id(), new EpochId("00112233445566778899aabbccddeeff"), envelope, fact, clock.instant());
        does(transaction -> projections.forEach(projection -> projection.project(transaction, List.of(stored))));
    }

    void kioskReported() {
        String after = "2026-11-16T06:00:00.000Z";
        store.execute("UPDATE terminal SET last_contact_at = ?, proved_at = ?, pending = 0", after, after);
    }

    void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    void rules(Member member, Verdict verdict, RulingReason reason, String note) {
        does(transaction -> conclusions.rule(
                transaction, new Conclusions.Attending(meeting.id(), member.id(), verdict, reason), note, "admin"));
    }

    MeetingHall.Whole whole() {
        return hall.find(meeting.id()).orElseThrow();
    }

    Attendance.State state(Member member) {
        return whole().attendance().lines().stream()
                .filter(line -> line.member().equals(member.id()))
                .map(line -> line.state(whole().reporting().isComplete()))
                .findFirst()
                .orElseThrow();
    }

    Optional<Seal> seal() {
        return store.database.reading(transaction -> conclusions.seal(transaction, whole()));
    }

    void seals(String by) {
        does(transaction -> conclusions.seal(transaction, meeting.id(), by));
    }

    void refused(Refusal.Why why, Consumer<Transaction> act) {
        long records = store.count("record");
        assertThatThrownBy(() -> does(act))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
        assertThat(store.count("record")).isEqualTo(records);
    }
}
