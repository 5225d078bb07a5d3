package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
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
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A meeting in a real store, a terminal that reported or did not, and what people rule about it.
class ConclusionsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    private static final Clock AFTER = Clock.fixed(NINE.plusHours(5).toInstant(), ZONE);
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Members members = new Members(random, AFTER);
    private final Meetings meetings = new Meetings(random);
    private final TestTerminal kiosk = TestTerminal.named("kiosk-1", random);
    private final List<FactProjection> projections =
            List.of(new ArrivalProjection(new Alarms(random)), new RulingProjection());
    private TestStore store;
    private Branch branch;
    private Member zhang;
    private Member li;
    private Meeting meeting;
    private MeetingHall hall;
    private Conclusions conclusions;
    private long seq;

    @BeforeEach
    void holdAMeeting() {
        store = new TestStore(folder);
        store.enrol(kiosk);
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        zhang = member("张晓明", "20260001");
        li = member("李思然", "20260002");
        meeting = add("支部党员大会", NINE);
        hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), AFTER);
        conclusions = started();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Member member(String name, String number) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    private Meeting add(String title, OffsetDateTime starts) {
        return add(title, starts, Set.of(kiosk.id()));
    }

    private Meeting add(String title, OffsetDateTime starts, Set<TerminalId> stations) {
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
    private Conclusions started() {
        return new Conclusions(
                new OwnJournal(projections, AFTER, () -> 0, random, "test"),
                hall,
                members,
                new AuditLog(store.database, AFTER),
                random);
    }

    private void arrives(Member member, Meeting at, OffsetDateTime when) {
        Fact fact = new Fact.CheckInAdmitted(at.id(), member.id(), CARD, false);
        ClockReading clock = new ClockReading(when, ClockQuality.SYNCED, new BootId("boot-1"), ++seq);
        Envelope envelope =
                new Envelope(seq, clock, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        store.database.inTransaction(transaction -> {
            projections.forEach(projection -> projection.project(
                    transaction,
                    new StoredFact(
                            kiosk.id(),
                            new EpochId("00112233445566778899aabbccddeeff"),
                            envelope,
                            fact,
                            AFTER.instant())));
            return null;
        });
    }

    private void kioskReported() {
        store.execute("UPDATE terminal SET last_contact_at = ?, pending = 0", "2026-11-16T06:00:00.000Z");
    }

    private void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    private void rules(Member member, Verdict verdict, RulingReason reason, String note) {
        does(transaction -> conclusions.rule(
                transaction, new Conclusions.Attending(meeting.id(), member.id(), verdict, reason), note, "admin"));
    }

    private MeetingHall.Whole whole() {
        return hall.find(meeting.id()).orElseThrow();
    }

    private Attendance.State state(Member member) {
        return whole().attendance().lines().stream()
                .filter(line -> line.member().equals(member.id()))
                .map(line -> line.state(whole().reporting().isComplete()))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Seal> seal() {
        return store.database.reading(transaction -> conclusions.seal(transaction, whole()));
    }

    private void seals(String by) {
        does(transaction -> conclusions.seal(transaction, meeting.id(), by));
    }

    private void refused(Refusal.Why why, Consumer<Transaction> act) {
        long records = store.count("record");
        assertThatThrownBy(() -> does(act))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
        assertThat(store.count("record")).isEqualTo(records);
    }

    @Test
    void nobodyIsAbsentBeforeEveryTerminalHasReported() {
        arrives(zhang, meeting, NINE.minusMinutes(5));
        assertThat(state(zhang)).isEqualTo(Attendance.State.ON_TIME);
        assertThat(state(li)).isEqualTo(Attendance.State.MISSING);
        kioskReported();
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
    }

    @Test
    void aTerminalWhoseSessionStillStandsHasNotReportedBeforeItIsHeard() {
        store.execute("UPDATE terminal SET online = 1, pending = 0, last_contact_at = ?", "2026-11-16T01:59:30.000Z");
        assertThat(state(li)).isEqualTo(Attendance.State.MISSING);
        refused(Refusal.Why.NOT_COMPLETE, transaction -> conclusions.seal(transaction, meeting.id(), "zhang"));
        store.execute("UPDATE terminal SET last_contact_at = ?", "2026-11-16T02:00:30.000Z");
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
    }

    @Test
    void theLatestRulingCountsUntilItIsTakenBackAndEvidenceStays() {
        kioskReported();
        arrives(zhang, meeting, NINE.plusMinutes(20));
        rules(li, Verdict.PRESENT, RulingReason.LATE_CHECK_IN, "坐在第三排");
        assertThat(state(li)).isEqualTo(Attendance.State.ON_TIME);
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        assertThat(state(li)).isEqualTo(Attendance.State.ON_LEAVE);
        rules(li, Verdict.EXCUSED, RulingReason.OFFICIAL_DUTY, "");
        assertThat(state(li)).as("no leave, and a good reason").isEqualTo(Attendance.State.EXCUSED);
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        assertThat(whole().attendance().counts()).isEqualTo(new Attendance.Counts(2, 1, 1, 0, 1, 0, 0, 0));
        rules(zhang, Verdict.ABSENT, RulingReason.MISTAKE, "");
        assertThat(state(zhang)).isEqualTo(Attendance.State.ABSENT);
        assertThat(whole().attendance().lines(Attendance.Part.LATE)).isEmpty();
        rules(zhang, Verdict.AS_SEEN, RulingReason.MISTAKE, "");
        rules(li, Verdict.AS_SEEN, RulingReason.MISTAKE, "");
        assertThat(state(zhang)).isEqualTo(Attendance.State.LATE);
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
        assertThat(store.count("ruling")).isEqualTo(7);
        assertThat(store.count("audit WHERE action = 'attendance.rule'")).isEqualTo(7);
    }

    @Test
    void aRulingIsARecordOfTheCentresOwnJournalAndItsWordsStandApart() {
        rules(li, Verdict.PRESENT, RulingReason.LATE_CHECK_IN, "坐在第三排");
        conclusions = started();
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "病假");
        assertThat(store.texts("type", "record WHERE terminal = 'centre' ORDER BY received_at, rowid"))
                .containsExactly(
                        "terminal.epoch-opened", "attendance.ruled", "terminal.epoch-opened", "attendance.ruled");
        assertThat(store.count("epoch WHERE terminal = 'centre' AND parent_epoch IS NOT NULL"))
                .isEqualTo(1);
        for (String epoch : store.texts("epoch", "epoch WHERE terminal = 'centre'")) {
            Digest head = Chain.start(OwnJournal.CENTRE, new EpochId(epoch));
            List<byte[]> envelopes = store.database.reading(transaction -> transaction.query(
                    "SELECT envelope FROM record WHERE epoch = ? ORDER BY seq", row -> row.bytes("envelope"), epoch));
            for (byte[] envelope : envelopes) {
                head = Chain.next(head, Line.of(envelope));
            }
            assertThat(store.texts("hex(head)", "epoch WHERE epoch = ?", epoch))
                    .containsExactly(head.toString().toUpperCase(java.util.Locale.ROOT));
        }
        for (byte[] body : store.database.reading(
                transaction -> transaction.query("SELECT body FROM record", row -> row.bytes("body")))) {
            assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("第三排", "病假");
        }
    }

    @Test
    void aSealCoversGuestsAndTheOnSiteRecordAndALaterRevisionIsAnAmendment() {
        kioskReported();
        seals("admin");
        assertThat(seal().orElseThrow().isAmended()).isFalse();
        Attachment text = Attachment.of(new byte[] {1}, Attachment.MediaType.JSON);
        onSite(new Fact.MeetingRecorded(
                meeting.id(), 1, null, text, List.of(), List.of(new VoteCount(1, 0, 0, 1, 2)), zhang.id()));
        assertThat(seal().orElseThrow().headChanged()).isTrue();
        seals("admin");
        assertThat(seal().orElseThrow().isAmended()).isFalse();
        assertThat(new String(
                        store.database
                                .reading(transaction ->
                                        transaction.query("SELECT bytes FROM sealed_record", row -> row.bytes("bytes")))
                                .getLast(),
                        StandardCharsets.UTF_8))
                .contains(text.hash().hex());
        onSite(new Fact.GuestsAdmitted(meeting.id(), GuestKind.OTHER, 2, zhang.id()));
        assertThat(seal().orElseThrow().headChanged()).isTrue();
    }

    private void onSite(Fact fact) {
        ClockReading clock = new ClockReading(NINE, ClockQuality.SYNCED, new BootId("boot-1"), ++seq);
        Envelope envelope =
                new Envelope(seq, clock, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        does(transaction -> new OnSiteProjection(meetings, members, new Alarms(random))
                .project(
                        transaction,
                        new StoredFact(
                                kiosk.id(),
                                new EpochId("00112233445566778899aabbccddeeff"),
                                envelope,
                                fact,
                                AFTER.instant())));
    }

    @Test
    void aTerminalThatSaysItRulesChangesNothing() {
        Fact fact = new Fact.AttendanceRuled(meeting.id(), li.id(), Verdict.PRESENT, RulingReason.OTHER, "admin", null);
        Envelope envelope = new Envelope(
                1,
                new ClockReading(NINE, ClockQuality.SYNCED, new BootId("boot-1"), 1),
                FactType.of(fact).typeName(),
                1,
                Digest.of(new byte[] {1}));
        does(transaction -> new RulingProjection()
                .project(
                        transaction,
                        new StoredFact(
                                kiosk.id(),
                                new EpochId("00112233445566778899aabbccddeeff"),
                                envelope,
                                fact,
                                AFTER.instant())));
        assertThat(store.count("ruling")).isZero();
    }

    @Test
    void aTerminalThatIsWrittenOffIsWaitedForNoLongerAndWhatItSendsIsAnAmendment() {
        refused(
                Refusal.Why.NOT_WAITED_FOR,
                transaction -> conclusions.writeOff(transaction, meeting.id(), new TerminalId("kiosk-9"), "admin"));
        refused(Refusal.Why.NOT_COMPLETE, transaction -> conclusions.seal(transaction, meeting.id(), "admin"));
        does(transaction -> conclusions.writeOff(transaction, meeting.id(), kiosk.id(), "admin"));
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
        seals("admin");
        assertThat(seal().orElseThrow().isAmended()).isFalse();

        arrives(li, meeting, NINE.minusMinutes(5));
        assertThat(seal().orElseThrow().changed()).containsExactly(li.id());
        seals("admin");
        assertThat(seal().orElseThrow().edition()).isEqualTo(2);
        assertThat(seal().orElseThrow().isAmended()).isFalse();
        assertThat(store.count("sealed_record")).isEqualTo(2);
    }

    @Test
    void aSealHoldsTheHashOfWhatItSealedAndASecondPersonCountersigns() {
        kioskReported();
        refused(Refusal.Why.NO_SEAL, transaction -> conclusions.countersign(transaction, meeting.id(), "li"));
        seals("admin");
        refused(Refusal.Why.NOTHING_NEW, transaction -> conclusions.seal(transaction, meeting.id(), "admin"));
        refused(Refusal.Why.SAME_PERSON, transaction -> conclusions.countersign(transaction, meeting.id(), "admin"));
        byte[] sealed = store.database
                .reading(transaction -> transaction.query("SELECT bytes FROM sealed_record", row -> row.bytes("bytes")))
                .getFirst();
        assertThat(seal().orElseThrow().content()).isEqualTo(Digest.of(sealed));
        assertThat(new String(sealed, StandardCharsets.UTF_8))
                .contains(li.id().value())
                .doesNotContain("李思然");

        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        refused(Refusal.Why.CHANGED_SINCE, transaction -> conclusions.countersign(transaction, meeting.id(), "li"));
        seals("admin");
        does(transaction -> conclusions.countersign(transaction, meeting.id(), "li"));
        assertThat(seal().orElseThrow().countersign()).contains(new Seal.Countersign("li", AFTER.instant()));
        refused(Refusal.Why.NOTHING_NEW, transaction -> conclusions.countersign(transaction, meeting.id(), "wang"));
    }

    @Test
    void meetingsThatWereOpenedTwiceAreOneAndTheFirstArrivalCounts() {
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        Meeting third = add("另一场", NINE.plusMinutes(15));
        arrives(li, meeting, NINE.plusMinutes(20));
        arrives(li, doubled, NINE.minusMinutes(5));
        arrives(zhang, doubled, NINE.minusMinutes(5));
        kioskReported();
        assertThat(state(zhang)).isEqualTo(Attendance.State.ABSENT);
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        assertThat(state(zhang)).isEqualTo(Attendance.State.ON_TIME);
        assertThat(state(li)).isEqualTo(Attendance.State.ON_TIME);
        assertThat(hall.find(doubled.id()).orElseThrow().meeting().cancelled()).isTrue();
        assertThat(hall.around(meeting).from()).extracting(Meeting::id).containsExactly(doubled.id());
        assertThat(store.count("publication_due WHERE document = ?", "arrivals/" + meeting.id()))
                .isEqualTo(1);
        for (Meeting[] pair :
                new Meeting[][] {{meeting, meeting}, {doubled, third}, {third, doubled}, {meeting, third}}) {
            refused(
                    Refusal.Why.CANNOT_BE_JOINED,
                    transaction -> conclusions.join(transaction, pair[0].id(), pair[1].id(), "admin"));
        }
    }

    @Test
    void whatComesInLateForAMeetingThatWasJoinedIsToldToTheTerminalsOfTheOther() {
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        store.execute("DELETE FROM publication_due");
        arrives(zhang, doubled, NINE.minusMinutes(5));
        assertThat(store.texts("document", "publication_due")).contains("arrivals/" + meeting.id());
    }

    @Test
    void theTerminalsOfAMeetingThatWasJoinedAreWaitedForToo() {
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        store.enrol(TestTerminal.named("kiosk-2", random));
        kioskReported();
        store.execute("UPDATE terminal SET last_contact_at = NULL WHERE id = 'kiosk-2'");
        store.execute(
                "INSERT INTO meeting_station (meeting, terminal) VALUES (?, 'kiosk-2')",
                doubled.id().value());
        assertThat(whole().reporting().isComplete()).isTrue();
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        assertThat(whole().reporting().isComplete()).isFalse();
        kioskReported();
        assertThat(whole().reporting().isComplete()).isTrue();
    }

    @Test
    void whereWhatWasJoinedIsServedEverywhereEveryTerminalIsWaitedForToo() {
        Meeting everywhere = add("支部大会（计划）", NINE.plusMinutes(5), Set.of());
        store.enrol(TestTerminal.named("kiosk-2", random));
        store.execute("UPDATE terminal SET claimed_at = ?", "2026-11-01T00:00:00.000Z");
        kioskReported();
        store.execute("UPDATE terminal SET last_contact_at = NULL WHERE id = 'kiosk-2'");
        assertThat(whole().reporting().isComplete()).isTrue();
        does(transaction -> conclusions.join(transaction, everywhere.id(), meeting.id(), "admin"));
        assertThat(whole().reporting().waiting())
                .extracting(station -> station.id().value())
                .containsExactly("kiosk-2");
        assertThat(state(li)).isEqualTo(Attendance.State.MISSING);
    }

    @Test
    void aTerminalHasReportedOnceItWasHeardAfterTheLaterEndOfTwoThatWereJoined() {
        Meeting later = add("支部大会（补开）", NINE.plusHours(2));
        store.execute("UPDATE terminal SET last_contact_at = ?, pending = 0", "2026-11-16T02:30:00.000Z");
        assertThat(whole().reporting().isComplete()).isTrue();
        does(transaction -> conclusions.join(transaction, later.id(), meeting.id(), "admin"));
        assertThat(whole().reporting().isComplete()).isFalse();
        kioskReported();
        assertThat(whole().reporting().isComplete()).isTrue();
    }

    @Test
    void nothingIsJoinedIntoWhatIsCancelledAndWhatWasJoinedIsNotPutBack() {
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        does(transaction -> hall.setCancelled(transaction, doubled.id(), true));
        refused(
                Refusal.Why.CANNOT_BE_JOINED,
                transaction -> conclusions.join(transaction, meeting.id(), doubled.id(), "admin"));

        does(transaction -> hall.setCancelled(transaction, doubled.id(), false));
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        boolean done = store.database.inTransaction(transaction -> hall.setCancelled(transaction, doubled.id(), false));
        assertThat(done).isFalse();
        assertThat(hall.find(doubled.id()).orElseThrow().meeting().cancelled()).isTrue();
    }

    @Test
    void whoIsNotExpectedAndNotThereIsNoGuestWhateverWasRuled() {
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        arrives(zhang, meeting, NINE.minusMinutes(5));
        Branch other = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第二党支部"));
        does(transaction -> {
            members.save(transaction, new Member(li.id(), "李思然", "20260002", other.id(), false, true, 1));
            members.save(transaction, new Member(zhang.id(), "张晓明", "20260001", other.id(), false, true, 1));
        });
        assertThat(state(li)).isEqualTo(Attendance.State.ON_LEAVE);
        assertThat(state(zhang)).isEqualTo(Attendance.State.GUEST);
        assertThat(whole().attendance().counts().guests()).isEqualTo(1);

        rules(zhang, Verdict.ABSENT, RulingReason.MISTAKE, "刷错了卡");
        assertThat(state(zhang)).isEqualTo(Attendance.State.ABSENT);
        assertThat(whole().attendance().counts().guests()).isZero();
    }

    @Test
    void aMeetingWasHeldIfAnArrivalCountsForItWhereverItWasRecorded() {
        Ledger ledger = new Ledger(AFTER);
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        arrives(li, doubled, NINE.minusMinutes(5));
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        assertThat(assemblies(ledger).cells().getLast().state()).isEqualTo(Ledger.CellState.MET);

        store.execute("""
                INSERT INTO voided_arrival
                    (terminal, void_epoch, void_seq, epoch, seq, meeting, member, reason, voided_by)
                SELECT terminal, epoch, seq + 1, epoch, seq, meeting, member, 'WRONG_PERSON', member FROM arrival
                """);
        assertThat(assemblies(ledger).cells().getLast().state()).isNotEqualTo(Ledger.CellState.MET);
    }

    @Test
    void whatIsUnknownOrTooLongIsRefused() {
        refused(
                Refusal.Why.NO_SUCH_MEMBER,
                transaction -> conclusions.rule(
                        transaction,
                        new Conclusions.Attending(
                                meeting.id(), new MemberId("00000000000000ff"), Verdict.PRESENT, RulingReason.OTHER),
                        "",
                        "admin"));
        refused(
                Refusal.Why.NOTE_TOO_LONG,
                transaction -> conclusions.rule(
                        transaction,
                        new Conclusions.Attending(meeting.id(), li.id(), Verdict.PRESENT, RulingReason.OTHER),
                        "长".repeat(201),
                        "admin"));
    }

    @Test
    void theLedgerCountsWhatWasHeldAndSaysWhatIsOverdue() {
        Ledger ledger = new Ledger(AFTER);
        arrives(li, meeting, NINE.minusMinutes(5));
        kioskReported();
        Ledger.Line line = assemblies(ledger);
        assertThat(line.cells())
                .extracting(Ledger.Cell::state)
                .containsExactly(
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.MET);
        assertThat(line.cells().getLast().held())
                .extracting(Ledger.Held::sealed)
                .containsExactly(false);
        seals("admin");
        assertThat(assemblies(ledger).cells().getLast().held())
                .extracting(Ledger.Held::sealed)
                .containsExactly(true);
        List<Ledger.Entry> feed = store.database.reading(
                transaction -> ledger.feed(transaction, BranchTree.load(transaction), Optional.of(branch.id()), 10));
        assertThat(feed).extracting(Ledger.Entry::title).containsExactly("支部党员大会");
        does(transaction -> ledger.save(
                transaction,
                new MeetingRule(MeetingKind.BRANCH_ASSEMBLY, BranchKind.BRANCH, 2, MeetingRule.Period.YEAR, "校内规定")));
        assertThat(assemblies(ledger).cells()).extracting(Ledger.Cell::state).containsExactly(Ledger.CellState.OPEN);
    }

    @Test
    void theLedgerBeginsWithTheFirstPeriodThroughoutWhichAUnitExisted() {
        existsFrom(Optional.of(LocalDate.of(2026, 4, 2)));
        assertThat(assemblies(new Ledger(AFTER)).cells())
                .extracting(Ledger.Cell::state)
                .containsExactly(
                        Ledger.CellState.BEFORE,
                        Ledger.CellState.BEFORE,
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.OPEN);
        existsFrom(Optional.of(LocalDate.of(2026, 4, 1)));
        assertThat(assemblies(new Ledger(AFTER)).overdue()).isEqualTo(2);
        existsFrom(Optional.empty());
        assertThat(assemblies(new Ledger(AFTER)).overdue())
                .as("longer than anybody knows")
                .isEqualTo(3);
    }

    @Test
    void aUnitThatIsAddedExistsFromThatDayOn() {
        Branch added = store.database.inTransaction(
                transaction -> new Branches(random, AFTER).add(transaction, null, BranchKind.BRANCH, "新支部"));
        assertThat(store.database.reading(Branches::since)).containsEntry(added.id(), LocalDate.of(2026, 11, 16));
        assertThat(store.database.reading(Branches::since)).doesNotContainKey(branch.id());
    }

    private void existsFrom(Optional<LocalDate> day) {
        does(transaction -> new Branches(random).existsFrom(transaction, branch.id(), day));
    }

    private Ledger.Line assemblies(Ledger ledger) {
        return store
                .database
                .reading(transaction -> ledger.year(transaction, BranchTree.load(transaction), 2026, Optional.empty()))
                .stream()
                .filter(line -> line.rule().kind() == MeetingKind.BRANCH_ASSEMBLY)
                .findFirst()
                .orElseThrow();
    }
}
