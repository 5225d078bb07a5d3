package org.hongting.central.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.BranchesSource;
import org.hongting.central.organisation.Member;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

/// Meetings that were opened at a kiosk, as the centre takes them in.
class OpenedMeetingTest extends OnSiteRoom {
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
