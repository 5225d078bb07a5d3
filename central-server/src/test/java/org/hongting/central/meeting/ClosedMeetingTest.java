package org.hongting.central.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

/// Meetings that were closed at a kiosk before their time.
class ClosedMeetingTest extends OnSiteRoom {
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
}
