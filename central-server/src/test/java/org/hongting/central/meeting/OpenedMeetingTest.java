package org.hongting.central.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.BranchesSource;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Meetings that were opened, closed and had guests at a kiosk, as the centre takes them in.
class OpenedMeetingTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final Clock CLOCK = Clock.fixed(NINE.plusHours(1).toInstant(), ZONE);
    private static final TerminalId KIOSK = new TerminalId("kiosk-1");
    private static final TerminalId NEXT_TO_IT = new TerminalId("kiosk-2");
    private static final TerminalId ELSEWHERE = new TerminalId("kiosk-3");
    private static final BootId BOOT = new BootId("boot-1");
    private static final MeetingId OPENED = new MeetingId("m-0f1e2d3c4b5a6978");

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Members members = new Members(random, CLOCK);
    private final Meetings meetings = new Meetings(random, CLOCK);
    private TestStore store;
    private Branch branch;
    private Member zhang;
    private long seq;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        zhang = store.database.inTransaction(
                transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false));
        inCharge(zhang);
        terminal(KIOSK, "301");
        terminal(NEXT_TO_IT, "301");
        terminal(ELSEWHERE, "302");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void terminal(TerminalId id, String place) {
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, ?, ?, ?, ?)",
                id.value(),
                id.value(),
                place,
                new byte[] {(byte) id.value().hashCode()},
                UtcText.of(Instant.EPOCH));
    }

    private void inCharge(Member member) {
        store.execute(
                "INSERT INTO member_charge (member, set_at, set_by) VALUES (?, '', 'admin')",
                member.id().value());
    }

    private void told(Fact fact) {
        told(KIOSK, fact, NINE, ClockQuality.SYNCED);
    }

    private void told(TerminalId terminal, Fact fact, OffsetDateTime when, ClockQuality quality) {
        ClockReading clock = new ClockReading(when, quality, BOOT, ++seq * 1_000_000_000L);
        Envelope envelope =
                new Envelope(seq, clock, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        StoredFact stored = new StoredFact(
                terminal, new EpochId("00112233445566778899aabbccddeeff"), envelope, fact, CLOCK.instant());
        store.database.inTransaction(transaction -> {
            new ArrivalProjection(new Alarms(random)).project(transaction, stored);
            new OnSiteProjection(meetings, members, new Alarms(random)).project(transaction, stored);
            return null;
        });
    }

    private Fact.MeetingOpened opened() {
        return opened(OPENED, branch.id(), zhang.id(), NINE);
    }

    private static Fact.MeetingOpened opened(MeetingId id, BranchId unit, MemberId by, OffsetDateTime at) {
        return new Fact.MeetingOpened(
                id,
                "branch-assembly",
                unit,
                "支部党员大会",
                at,
                at.plusHours(2),
                new Fact.Window(at, at.plusMinutes(15), at.plusHours(2)),
                by);
    }

    private Optional<Meeting> found(MeetingId id) {
        return store.database.reading(transaction -> meetings.find(transaction, id));
    }

    private OnSite onSite(MeetingId id) {
        return store.database.reading(transaction -> OnSite.of(transaction, id));
    }

    private MeetingHall hall() {
        return new MeetingHall(store.database, meetings, new AttendanceBook(members), CLOCK);
    }

    private Map<DocumentName, List<MeetingEntry>> published() {
        return published(CLOCK);
    }

    private Map<DocumentName, List<MeetingEntry>> published(Clock now) {
        Map<DocumentName, List<MeetingEntry>> documents = new java.util.HashMap<>();
        store.database
                .reading(transaction -> new MeetingsSource(meetings, now).contents(transaction, MeetingsSource.ALL))
                .forEach((name, entries) -> documents.put(
                        name,
                        entries.stream()
                                .map(entry -> entry.as(MeetingEntry.class))
                                .toList()));
        return documents;
    }

    private List<String> alarms() {
        return store.texts("detail", "alarm WHERE kind = 'opened-in-doubt' ORDER BY detail");
    }

    @Test
    void aCommitteeIsWhomTheKioskExpectedAndNotTheWholeUnit() {
        Fact.MeetingOpened whole = opened();
        told(new Fact.MeetingOpened(
                OPENED,
                "branch-committee",
                branch.id(),
                "支部委员会",
                whole.starts(),
                whole.ends(),
                whole.window(),
                zhang.id(),
                List.of(zhang.id(), new MemberId("ffffffffffffffff"))));
        Meeting.Audience audience = found(OPENED).orElseThrow().audience();
        assertThat(audience.branches()).isEmpty();
        assertThat(audience.members()).as("whom the centre knows").containsExactly(zhang.id());
    }

    @Test
    void anOpenedMeetingIsAMeetingOfTheUnitUnderItsOwnIdAndNobodyIsAlarmed() {
        told(opened());
        Meeting meeting = found(OPENED).orElseThrow();
        assertThat(meeting.plan().host()).isEqualTo(branch.id());
        assertThat(meeting.plan().kind()).isEqualTo(MeetingKind.BRANCH_ASSEMBLY);
        assertThat(meeting.plan().times().starts()).isEqualTo(NINE.toInstant());
        assertThat(meeting.plan().place()).isEqualTo("301");
        assertThat(meeting.audience().branches()).containsExactly(branch.id());
        assertThat(onSite(OPENED).opened().orElseThrow().by()).isEqualTo(zhang.id());
        assertThat(alarms()).isEmpty();
    }

    @Test
    void theKiosksOfTheRoomHearOfItAndNoOthers() {
        told(opened());
        Map<DocumentName, List<MeetingEntry>> published = published();
        assertThat(published.get(DocumentName.meetingsOf(KIOSK))).hasSize(1);
        assertThat(published.get(DocumentName.meetingsOf(NEXT_TO_IT)))
                .extracting(MeetingEntry::id)
                .containsExactly(OPENED);
        assertThat(published.get(DocumentName.meetingsOf(ELSEWHERE))).isEmpty();
    }

    @Test
    void theSameFactTwiceOrOneOfAnotherTerminalUnderThatIdChangesNothing() {
        told(opened());
        told(opened());
        told(NEXT_TO_IT, opened(OPENED, branch.id(), zhang.id(), NINE.plusHours(3)), NINE, ClockQuality.SYNCED);
        assertThat(found(OPENED).orElseThrow().plan().times().starts()).isEqualTo(NINE.toInstant());
        assertThat(store.count("meeting")).isEqualTo(1);
    }

    @Test
    void aMeetingThatWasPlannedIsNotSaidToHaveBeenOpenedByWhoeverNamesItsId() {
        Meeting.Plan plan = new Meeting.Plan(
                "党课",
                MeetingKind.OTHER,
                branch.id(),
                "301",
                new MeetingDefaults(30, 0, 0, Optional.empty())
                        .times(NINE.toInstant(), NINE.plusHours(1).toInstant()));
        Meeting planned = store.database.inTransaction(transaction ->
                meetings.add(transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of()));

        told(ELSEWHERE, opened(planned.id(), branch.id(), zhang.id(), NINE), NINE, ClockQuality.SYNCED);

        assertThat(onSite(planned.id()).opened()).isEmpty();
        assertThat(found(planned.id())).contains(planned);
        assertThat(alarms()).singleElement().asString().endsWith("planned");
    }

    @Test
    void attendanceComesOfItsFactsByTheRuleForAll() {
        told(opened());
        told(new Fact.CheckInAdmitted(
                OPENED, zhang.id(), new Fact.Origin(CredentialKind.CARD, "pcsc-0", false), false));
        Member guest = store.database.inTransaction(transaction -> members.add(
                transaction,
                "李思然",
                "20260002",
                new Branches(random)
                        .add(transaction, null, BranchKind.BRANCH, "第二党支部")
                        .id(),
                false));
        told(new Fact.CheckInAdmitted(
                OPENED,
                guest.id(),
                new Fact.Origin(CredentialKind.MARKED, "touch", false),
                false,
                new Fact.Mark(zhang.id(), MarkReason.GUEST),
                null));
        assertThat(hall().find(OPENED).orElseThrow().attendance().counts())
                .isEqualTo(new Attendance.Counts(1, 1, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void twoOpenedInOneInstantStandBesideEachOther() {
        told(opened());
        MeetingId other = new MeetingId("m-ffffffffffffffff");
        told(NEXT_TO_IT, opened(other, branch.id(), zhang.id(), NINE), NINE, ClockQuality.SYNCED);
        assertThat(found(other)).isPresent();
        MeetingHall.Circle circle = hall().around(found(other).orElseThrow());
        assertThat(circle.twins()).extracting(Meeting::id).containsExactly(OPENED);
    }

    @Test
    void aPlannedMeetingOfTheUnitThatDayIsOfferedAsTheSame() {
        MeetingDefaults asked = new MeetingDefaults(30, 0, 0, Optional.empty());
        Meeting planned = store.database.inTransaction(transaction -> meetings.add(
                transaction,
                new Meeting.Plan(
                        "十一月支部党员大会",
                        MeetingKind.BRANCH_ASSEMBLY,
                        branch.id(),
                        "301",
                        asked.times(
                                NINE.plusMinutes(30).toInstant(),
                                NINE.plusHours(2).toInstant())),
                new Meeting.Audience(Set.of(branch.id()), Set.of()),
                Set.of()));
        told(opened());
        assertThat(hall().around(found(OPENED).orElseThrow()).twins())
                .extracting(Meeting::id)
                .containsExactly(planned.id());
        assertThat(hall().around(planned).twins()).extracting(Meeting::id).containsExactly(OPENED);
    }

    @Test
    void aUnitOrPersonUnknownOrNotInChargeIsKeptAndRaisesAnAlarm() {
        told(opened(new MeetingId("m-1"), new BranchId("b-gone"), zhang.id(), NINE));
        told(opened(new MeetingId("m-2"), branch.id(), new MemberId("ffffffffffffffff"), NINE.plusMinutes(1)));
        Member li = store.database.inTransaction(
                transaction -> members.add(transaction, "李思然", "20260002", branch.id(), false));
        told(opened(new MeetingId("m-3"), branch.id(), li.id(), NINE.plusMinutes(2)));
        assertThat(alarms()).containsExactly("meeting m-1: unit", "meeting m-2: opener", "meeting m-3: charge");
        assertThat(found(new MeetingId("m-1")).orElseThrow().plan().host()).isEqualTo(branch.id());
        assertThat(found(new MeetingId("m-1")).orElseThrow().audience().branches())
                .isEmpty();
        assertThat(found(new MeetingId("m-2"))).isPresent();
        assertThat(onSite(new MeetingId("m-3")).opened().orElseThrow().doubt()).isEqualTo("charge");
    }

    @Test
    void aFactThatComesBeforeTheCentreKnowsAnyUnitIsKept() {
        store.execute("DELETE FROM member_charge");
        store.execute("DELETE FROM member");
        store.execute("DELETE FROM branch");
        told(opened());
        assertThat(found(OPENED)).isEmpty();
        assertThat(onSite(OPENED).opened()).isPresent();
        assertThat(alarms()).containsExactly("meeting " + OPENED + ": unit");
    }

    @Test
    void aClockThatWasWrongIsPutRightByTheAnchorOfItsBootAlsoWhereItWasSureOfItself() {
        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES (?, ?, ?, ?)",
                KIOSK.value(),
                BOOT.value(),
                1_000_000_000L,
                UtcText.of(NINE.toInstant()));
        OffsetDateTime slow = NINE.minusMinutes(40);
        MeetingId bySlow = new MeetingId("m-slow");
        told(KIOSK, opened(bySlow, branch.id(), zhang.id(), slow), slow, ClockQuality.RTC);
        assertThat(found(bySlow).orElseThrow().plan().times().starts()).isEqualTo(NINE.toInstant());

        OffsetDateTime wrong = OffsetDateTime.parse("2026-01-01T00:00:00+08:00");
        told(KIOSK, opened(OPENED, branch.id(), zhang.id(), wrong), wrong, ClockQuality.GUESSED);
        Meeting.Times times = found(OPENED).orElseThrow().plan().times();
        assertThat(times.starts()).isEqualTo(NINE.plusSeconds(1).toInstant());
        assertThat(times.ends()).isEqualTo(NINE.plusHours(2).plusSeconds(1).toInstant());
        assertThat(onSite(OPENED).opened().orElseThrow().certainty()).isEqualTo("ANCHORED");
    }

    @Test
    void aClockThatGuessedWithoutAnAnchorIsSaidToBeUnproven() {
        told(KIOSK, opened(), NINE, ClockQuality.GUESSED);
        assertThat(onSite(OPENED).opened().orElseThrow().certainty()).isEqualTo("UNPROVEN");
    }

    @Test
    void theFirstClosingCountsAndAllKiosksHearOfIt() {
        told(opened());
        told(KIOSK, new Fact.MeetingClosed(OPENED, zhang.id()), NINE.plusMinutes(40), ClockQuality.SYNCED);
        told(NEXT_TO_IT, new Fact.MeetingClosed(OPENED, zhang.id()), NINE.plusMinutes(50), ClockQuality.SYNCED);
        assertThat(onSite(OPENED).closed().orElseThrow().at())
                .isEqualTo(NINE.plusMinutes(40).toInstant());
        assertThat(published().get(DocumentName.meetingsOf(NEXT_TO_IT)))
                .extracting(MeetingEntry::closed)
                .containsExactly(NINE.plusMinutes(40));
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aClosingThatComesBeforeItsOpeningCountsAllTheSame() {
        told(new Fact.MeetingClosed(OPENED, zhang.id()));
        told(opened());
        assertThat(published().get(DocumentName.meetingsOf(KIOSK)))
                .extracting(MeetingEntry::closed)
                .containsExactly(NINE);
    }

    @Test
    void aClosingThatIsInDoubtIsTheKiosksOwnUntilSomebodyInChargeClosesToo() {
        told(opened());
        Member li = store.database.inTransaction(
                transaction -> members.add(transaction, "李思然", "20260002", branch.id(), false));
        told(new Fact.MeetingClosed(OPENED, li.id()));
        assertThat(onSite(OPENED).closed().orElseThrow().doubt()).isEqualTo("charge");
        assertThat(alarms()).containsExactly("meeting " + OPENED + ": charge");
        assertThat(published()
                        .getOrDefault(DocumentName.meetingsOf(NEXT_TO_IT), List.of())
                        .getFirst()
                        .closed())
                .isNull();

        told(ELSEWHERE, new Fact.MeetingClosed(OPENED, zhang.id()), NINE, ClockQuality.SYNCED);
        assertThat(alarms()).contains("meeting " + OPENED + ": terminal");
        assertThat(published()
                        .getOrDefault(DocumentName.meetingsOf(NEXT_TO_IT), List.of())
                        .getFirst()
                        .closed())
                .as("a terminal that does not serve the meeting shuts no door")
                .isNull();

        told(KIOSK, new Fact.MeetingClosed(OPENED, zhang.id()), NINE.plusMinutes(40), ClockQuality.SYNCED);
        assertThat(onSite(OPENED).closed().orElseThrow().doubt()).isNull();
        assertThat(published().get(DocumentName.meetingsOf(NEXT_TO_IT)))
                .extracting(MeetingEntry::closed)
                .containsExactly(NINE.plusMinutes(40));
    }

    @Test
    void whoAnswersForOneUnitOfManyDoesNotCloseTheMeetingOfAll() {
        Branch school = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.SCHOOL, "学校"));
        Meeting assembly = store.database.inTransaction(transaction -> meetings.add(
                transaction,
                new Meeting.Plan(
                        "全校大会",
                        MeetingKind.OTHER,
                        school.id(),
                        "礼堂",
                        new MeetingDefaults(30, 5, 0, Optional.empty())
                                .times(NINE.toInstant(), NINE.plusHours(2).toInstant())),
                new Meeting.Audience(Set.of(school.id(), branch.id()), Set.of()),
                Set.of()));
        told(new Fact.MeetingClosed(assembly.id(), zhang.id()));
        assertThat(onSite(assembly.id()).closed().orElseThrow().doubt()).isEqualTo("charge");
        MeetingEntry entry = published()
                .getOrDefault(DocumentName.meetingsOf(NEXT_TO_IT), List.of())
                .getFirst();
        assertThat(entry.closed()).isNull();
        assertThat(entry.hostUnit()).as("who runs it, for the kiosks").isEqualTo(school.id());
    }

    @Test
    void recordsAndGuestsOfWhoDoesNotRunTheMeetingOrOfATerminalThatDoesNotServeItAreKeptAndRaiseAnAlarm() {
        told(opened());
        told(ELSEWHERE, recorded(1, null, "一"), NINE, ClockQuality.SYNCED);
        told(ELSEWHERE, new Fact.GuestsAdmitted(OPENED, GuestKind.OTHER, 3, zhang.id()), NINE, ClockQuality.SYNCED);
        store.execute("DELETE FROM member_charge");
        told(recorded(1, null, "二"));
        assertThat(alarms())
                .containsExactly(
                        "meeting " + OPENED + ": guests, terminal",
                        "meeting " + OPENED + ": record, charge",
                        "meeting " + OPENED + ": record, terminal");
        assertThat(onSite(OPENED).visitors()).isEqualTo(3);
        assertThat(onSite(OPENED).minutes())
                .extracting(OnSite.Minutes::doubt)
                .containsExactlyInAnyOrder("terminal", "charge");
    }

    @Test
    void aMeetingThatWasCancelledBeforeItsKioskEverHeardOfItIsSaidToBeOffThereAloneForAWeek() {
        told(opened());
        store.database.inTransaction(transaction -> {
            meetings.setCancelled(transaction, OPENED, true);
            return null;
        });
        assertThat(published().get(DocumentName.meetingsOf(KIOSK)))
                .extracting(MeetingEntry::id, MeetingEntry::wasCancelled)
                .containsExactly(tuple(OPENED, true));
        assertThat(published().get(DocumentName.meetingsOf(NEXT_TO_IT))).isEmpty();
        assertThat(published().get(DocumentName.ELSEWHERE)).isEmpty();

        assertThat(published(Clock.offset(CLOCK, Duration.ofDays(9))).get(DocumentName.meetingsOf(KIOSK)))
                .isEmpty();
    }

    @Test
    void guestsAreAddedOverTerminalsAndTheLatestNumberOfEachStands() {
        told(opened());
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 30, zhang.id()));
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 3, zhang.id()));
        told(NEXT_TO_IT, new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 2, zhang.id()), NINE, ClockQuality.SYNCED);
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.SUPERIOR, 1, zhang.id()));
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.OTHER, 0, zhang.id()));
        assertThat(onSite(OPENED).guests())
                .containsExactly(new OnSite.Guests(GuestKind.SUPERIOR, 1), new OnSite.Guests(GuestKind.ACTIVIST, 5));
        assertThat(onSite(OPENED).visitors()).isEqualTo(6);
    }

    @Test
    void allRevisionsOfARecordAreThereTheLatestFirst() {
        told(opened());
        told(recorded(1, null, "一"));
        told(KIOSK, recorded(2, Digest.of("一".getBytes(UTF_8)), "二"), NINE.plusHours(3), ClockQuality.SYNCED);
        assertThat(onSite(OPENED).minutes())
                .extracting(OnSite.Minutes::revision, one -> one.text().hash())
                .containsExactly(tuple(2, Digest.of("二".getBytes(UTF_8))), tuple(1, Digest.of("一".getBytes(UTF_8))));
        assertThat(onSite(OPENED).minutes().getLast().votes()).containsExactly(new VoteCount(2, 0, 1, 3, 3));
    }

    private Fact.MeetingRecorded recorded(int revision, @Nullable Digest before, String text) {
        return new Fact.MeetingRecorded(
                OPENED,
                revision,
                before,
                Attachment.of(text.getBytes(UTF_8), Attachment.MediaType.JSON),
                List.of(),
                List.of(new VoteCount(2, 0, 1, 3, 3)),
                zhang.id());
    }

    @Test
    void terminalsLearnTheNamesOfTheUnits() {
        Branch group = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, branch.id(), BranchKind.GROUP, "第一党小组"));
        assertThat(store
                        .database
                        .reading(transaction -> new BranchesSource().contents(transaction, "site"))
                        .getOrDefault(DocumentName.BRANCHES, List.of())
                        .stream()
                        .map(entry -> entry.as(BranchEntry.class)))
                .containsExactly(
                        new BranchEntry(branch.id(), "第一党支部", "branch", null),
                        new BranchEntry(group.id(), "第一党小组", "group", branch.id()));
        assertThat(store.count("publication_due WHERE document = 'branches/site'"))
                .isEqualTo(1);
    }
}
