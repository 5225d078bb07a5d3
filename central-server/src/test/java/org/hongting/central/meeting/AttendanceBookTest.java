package org.hongting.central.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Facts of terminals in a real store, and what the centre concludes from them.
@Tag("both-stores")
class AttendanceBookTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final Clock CLOCK = Clock.fixed(NINE.toInstant(), ZONE);
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
    private static final TerminalId KIOSK = new TerminalId("kiosk-1");
    private static final BootId BOOT = new BootId("boot-1");
    private static final EpochId EPOCH = new EpochId("00112233445566778899aabbccddeeff");
    private static final byte[] HEAD = {0};
    private static final EpochId SECOND = new EpochId("11112233445566778899aabbccddeeff");
    private static final EpochId THIRD = new EpochId("22112233445566778899aabbccddeeff");

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Members members = new Members(random, CLOCK);
    private TestStore store;
    private Meeting meeting;
    private Member member;
    private long seq;

    @BeforeEach
    void callAMeeting() {
        store = new TestStore(folder);
        Branch branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        member = store.database.inTransaction(
                transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false));
        MeetingDefaults asked = new MeetingDefaults(30, 0, 0, Optional.of(new MeetingDefaults.Leaving(10, 5, 30)));
        Meeting.Plan plan = new Meeting.Plan(
                "党课",
                MeetingKind.OTHER,
                branch.id(),
                "301",
                asked.times(NINE.toInstant(), NINE.plusHours(1).toInstant()));
        meeting = store.database.inTransaction(transaction -> new Meetings(random, CLOCK)
                .add(transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatAMeetingAsksForComesBackFromTheTable() {
        Meeting found = store.database
                .reading(transaction -> new Meetings(random, CLOCK).find(transaction, meeting.id()))
                .orElseThrow();
        assertThat(found).isEqualTo(meeting);
        assertThat(MeetingDefaults.of(found.plan().times()).leaving()).contains(new MeetingDefaults.Leaving(10, 5, 30));
    }

    @Test
    void whoLeftBeforeTheEndLeftEarlyUntilALaterCheckOutComesIn() {
        told(arrival(), NINE, ClockQuality.SYNCED);
        told(departure(), NINE.plusMinutes(51), ClockQuality.SYNCED);
        assertThat(attendance().counts()).isEqualTo(new Attendance.Counts(1, 1, 0, 1, 0, 0, 0, 0));
        assertThat(attendance().lines(Attendance.Part.EARLY)).hasSize(1);

        told(departure(), NINE.plusMinutes(56), ClockQuality.SYNCED);
        assertThat(attendance().counts()).isEqualTo(new Attendance.Counts(1, 1, 0, 0, 0, 0, 0, 0));
        assertThat(attendance().lines().getFirst().evidence()).hasSize(3);
    }

    @Test
    void aCheckOutAloneIsShownAndProvesNoArrival() {
        told(departure(), NINE.plusMinutes(56), ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isZero();
        assertThat(attendance().lines().getFirst().evidence()).hasSize(1);
    }

    @Test
    void whoMarkedAMemberAndWhyIsKeptWithTheEvidence() {
        Fact.Mark mark = new Fact.Mark(new MemberId("00000000000000c1"), MarkReason.PHONE_EMPTY);
        Fact.Origin marked = new Fact.Origin(CredentialKind.MARKED, "touch", false);
        told(new Fact.CheckInAdmitted(meeting.id(), member.id(), marked, false, mark, null), NINE, ClockQuality.SYNCED);
        assertThat(attendance().lines().getFirst().evidence().getFirst().mark()).isEqualTo(mark);
    }

    @Test
    void anArrivalThatWaitedForAChoiceIsDatedByItsRead() {
        Fact.ReadMoment read =
                Fact.ReadMoment.of(new ClockReading(NINE.minusMinutes(10), ClockQuality.SYNCED, BOOT, monotonic(1)));
        told(
                new Fact.CheckInAdmitted(meeting.id(), member.id(), CARD, false, null, read),
                NINE.plusMinutes(40),
                ClockQuality.SYNCED);
        assertThat(attendance().counts().late()).isZero();
        assertThat(attendance()
                        .lines()
                        .getFirst()
                        .evidence()
                        .getFirst()
                        .seen()
                        .moment()
                        .at())
                .isEqualTo(NINE.minusMinutes(10).toInstant());
    }

    @Test
    void aCheckOutIsNoArrivalToTheOtherTerminals() {
        told(departure(), NINE.plusMinutes(56), ClockQuality.SYNCED);
        assertThat(arrivalsForTerminals()).isEmpty();
    }

    @Test
    void anAnchorThatComesLaterDatesAnewWhatWasOnlyGuessed() {
        // The terminal woke up in 1970; half an hour before this read it will turn out to have been 08:50.
        told(arrival(), OffsetDateTime.parse("1970-01-01T08:30:00+08:00"), ClockQuality.GUESSED);
        Attendance.Line guessed = attendance().lines().getFirst();
        assertThat(guessed.presence().orElseThrow().arrival().moment().provenance())
                .isEqualTo(DatedMoment.Provenance.UNPROVEN);
        assertThat(guessed.isLate()).as("in doubt for the member").isFalse();

        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES ('kiosk-1', ?, ?, ?)",
                BOOT.value(),
                Duration.ofMinutes(30).negated().toNanos() + monotonic(1),
                UtcText.of(NINE.minusMinutes(10).toInstant()));

        Attendance.Line dated = attendance().lines().getFirst();
        assertThat(dated.presence().orElseThrow().arrival().moment().at())
                .isEqualTo(NINE.plusMinutes(20).toInstant());
        assertThat(dated.isLate()).isTrue();
    }

    @Test
    void whoWasTakenOffTheListWhileTheKioskWasOfflineIsShownAsAGuestAndNotForgotten() {
        told(arrival(), NINE, ClockQuality.SYNCED);
        store.database.inTransaction(transaction -> {
            members.save(transaction, new Member(member.id(), "张晓明", "20260001", member.branch(), false, false, 1));
            return true;
        });

        assertThat(attendance().counts()).isEqualTo(new Attendance.Counts(0, 0, 0, 0, 0, 0, 0, 1));
        Attendance.Line line = attendance().lines().getFirst();
        assertThat(line.expected()).isFalse();
        assertThat(line.known()).map(Member::name).contains("张晓明");
    }

    @Test
    void aMeetingThatWasCancelledWhileTheKioskWasOfflineKeepsItsArrivals() {
        store.database.inTransaction(transaction -> {
            new Meetings(random, CLOCK).setCancelled(transaction, meeting.id(), true);
            return true;
        });
        told(arrival(), NINE.plusMinutes(1), ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isEqualTo(1);
    }

    @Test
    void aKioskWhoseClockIsYearsAheadIsDatedByItsAnchor() {
        told(arrival(), NINE.plusYears(54), ClockQuality.RTC);
        assertThat(attendance().lines().getFirst().isLate()).isTrue();
        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES ('kiosk-1', ?, ?, ?)",
                BOOT.value(),
                monotonic(1),
                UtcText.of(NINE.minusMinutes(3).toInstant()));
        assertThat(attendance().lines().getFirst().isLate()).isFalse();
    }

    @Test
    void onePassAtTwoKiosksIsOneArrivalWithADoubtAtBothAndAnAlarm() {
        told(arrivalByPass(NINE), NINE, ClockQuality.SYNCED);
        told(arrivalByPass(NINE), NINE, ClockQuality.SYNCED);
        assertThat(doubts()).as("a second record of one kiosk").isEmpty();

        told(new TerminalId("kiosk-2"), arrivalByPass(NINE), NINE.plusSeconds(20), ClockQuality.SYNCED);

        assertThat(attendance().counts().present()).isEqualTo(1);
        assertThat(doubts()).containsOnly(Evidence.Doubt.PASS_ELSEWHERE).hasSize(3);
        List<String> alarms = store.database.reading(transaction -> transaction.query(
                "SELECT kind, terminal, detail FROM alarm",
                row -> row.text("kind") + " " + row.text("terminal") + " " + row.text("detail")));
        assertThat(alarms)
                .singleElement()
                .asString()
                .startsWith("pass-reused kiosk-2")
                .contains("phone 3")
                .endsWith("also at kiosk-1");
    }

    @Test
    void aPassOfAnotherHourThatAGuessingKioskTookIsDoubtedOnceTheCentreKnowsTheTime() {
        told(arrivalByPass(NINE.minusHours(3)), NINE, ClockQuality.GUESSED);
        assertThat(doubts()).isEmpty();
        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES ('kiosk-1', ?, ?, ?)",
                BOOT.value(),
                monotonic(1),
                UtcText.of(NINE.toInstant()));
        assertThat(doubts()).containsExactly(Evidence.Doubt.PASS_OFF_TIME);
        assertThat(attendance().counts().present()).as("people decide").isEqualTo(1);
    }

    @Test
    void whatWasTakenBackStaysInSightAndCountsNoMoreUntilAnotherArrivalComes() {
        told(arrival(), NINE, ClockQuality.SYNCED);
        told(takingBack(1), NINE.plusMinutes(1), ClockQuality.SYNCED);
        assertThat(attendance().counts()).isEqualTo(new Attendance.Counts(1, 0, 0, 0, 0, 0, 1, 0));
        assertThat(attendance().lines().getFirst().evidence())
                .extracting(Evidence::voiding)
                .containsExactly(new Evidence.Voiding(VoidReason.OWN_WISH, member.id()));
        assertThat(arrivalsForTerminals()).isEmpty();

        told(arrival(), NINE.plusMinutes(2), ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isEqualTo(1);
        assertThat(arrivalsForTerminals()).hasSize(1);
    }

    @Test
    void aTakingBackThatComesInTwiceOrBeforeItsArrivalComesToTheSame() {
        seq = 4;
        told(takingBack(1), NINE.plusMinutes(1), ClockQuality.SYNCED);
        seq = 4;
        told(takingBack(1), NINE.plusMinutes(1), ClockQuality.SYNCED);
        seq = 0;
        told(arrival(), NINE, ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isZero();
    }

    @Test
    void whatItsTerminalRecordedBetweenTwoStartsIsTakenBackWithIt() {
        store.execute(
                """
                INSERT INTO epoch (terminal, epoch, first_seen_at, up_to, head, parent_epoch) VALUES
                    ('kiosk-1', ?, '', 0, ?, NULL), ('kiosk-1', ?, '', 0, ?, ?), ('kiosk-1', ?, '', 0, ?, ?)
                """, EPOCH.value(), HEAD, SECOND.value(), HEAD, EPOCH.value(), THIRD.value(), HEAD, SECOND.value());
        told(arrival(), NINE, ClockQuality.SYNCED);
        seq = 2;
        Fact again = new Fact.CheckInRepeated(meeting.id(), member.id(), CARD, NINE);
        told(KIOSK, SECOND, again, NINE.plusMinutes(5), ClockQuality.SYNCED);
        seq = 2;
        told(KIOSK, THIRD, takingBack(1), NINE.plusMinutes(9), ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isZero();
        assertThat(attendance().lines().getFirst().evidence())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.counts()).isFalse());

        told(KIOSK, THIRD, arrival(), NINE.plusMinutes(10), ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isEqualTo(1);
    }

    @Test
    void whatAnotherTerminalSawIsNotTakenBackWithIt() {
        told(arrival(), NINE, ClockQuality.SYNCED);
        told(new TerminalId("kiosk-2"), arrival(), NINE.plusMinutes(1), ClockQuality.SYNCED);
        told(takingBack(1), NINE.plusMinutes(2), ClockQuality.SYNCED);
        assertThat(attendance().counts().present()).isEqualTo(1);
        assertThat(attendance().lines().getFirst().evidence()).hasSize(2);
    }

    @Test
    void theRulesOfAMeetingComeBackFromTheTableAndGoToTheTerminals() {
        MeetingRules rules = new MeetingRules(Quorum.of(">=2/3"), SecondFactor.CONFIRMATION, 12);
        Meeting.Plan plain = meeting.plan();
        Meeting.Plan plan = new Meeting.Plan("新课", plain.kind(), plain.host(), "", plain.times(), rules);
        Meeting added = store.database.inTransaction(
                transaction -> new Meetings(random, CLOCK).add(transaction, plan, meeting.audience(), Set.of()));
        assertThat(store.database
                        .reading(transaction -> new Meetings(random, CLOCK).find(transaction, added.id()))
                        .orElseThrow()
                        .plan()
                        .rules())
                .isEqualTo(rules);
    }

    private Fact takingBack(long voided) {
        return new Fact.CheckInVoided(
                meeting.id(), member.id(), CARD, new Fact.RecordName(EPOCH, voided), VoidReason.OWN_WISH, member.id());
    }

    private Map<MemberId, Evidence> arrivalsForTerminals() {
        return store.database.reading(
                transaction -> new AttendanceBook(members).firstArrivals(transaction, meeting.id()));
    }

    private List<Evidence.Doubt> doubts() {
        return attendance().lines().getFirst().evidence().stream()
                .flatMap(one -> one.doubts().stream())
                .toList();
    }

    private Fact arrivalByPass(OffsetDateTime made) {
        Fact.PassUse pass = new Fact.PassUse(3, PassWindow.stepAt(made.toInstant()));
        return new Fact.CheckInAdmitted(
                meeting.id(), member.id(), new Fact.Origin(CredentialKind.PASS, "camera-0", false, pass), false);
    }

    private Attendance attendance() {
        return store.database.reading(transaction ->
                new AttendanceBook(members).of(transaction, meeting, BranchTree.load(transaction), ZONE));
    }

    private Fact arrival() {
        return new Fact.CheckInAdmitted(meeting.id(), member.id(), CARD, false);
    }

    private Fact departure() {
        return new Fact.CheckedOut(meeting.id(), member.id(), CARD);
    }

    private void told(Fact fact, OffsetDateTime at, ClockQuality quality) {
        told(KIOSK, fact, at, quality);
    }

    private void told(TerminalId terminal, Fact fact, OffsetDateTime at, ClockQuality quality) {
        told(terminal, EPOCH, fact, at, quality);
    }

    private void told(TerminalId terminal, EpochId epoch, Fact fact, OffsetDateTime at, ClockQuality quality) {
        seq++;
        FactType type = FactType.of(fact);
        Envelope envelope = new Envelope(
                seq,
                new ClockReading(at, quality, BOOT, monotonic(seq)),
                type.typeName(),
                type.version(),
                Digest.of(new byte[] {1}));
        store.database.inTransaction(transaction -> {
            new ArrivalProjection(new Alarms(random))
                    .project(transaction, List.of(new StoredFact(terminal, epoch, envelope, fact, Instant.EPOCH)));
            return null;
        });
    }

    private static long monotonic(long seq) {
        return Duration.ofHours(1).plusSeconds(seq).toNanos();
    }
}
