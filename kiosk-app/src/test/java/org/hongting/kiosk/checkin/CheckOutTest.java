package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A meeting from 09:00 to 10:00 that takes check-ins from 08:30 to 10:00 and check-outs from 09:50 to 10:30; the
/// bench begins at 08:50.
class CheckOutTest {
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

    private final DeskBench bench = DeskBench.withSchool();
    private final MeetingEntry lecture = meeting("lecture", NINE, FIRST_BRANCH);

    private static MeetingEntry meeting(String id, OffsetDateTime starts, BranchId branch) {
        OffsetDateTime ends = starts.plusHours(1);
        return new MeetingEntry(
                new MeetingId(id),
                "党课",
                "party-lecture",
                "第一党支部",
                "301",
                starts,
                ends,
                new CheckInWindow(starts.minusMinutes(30), starts, ends),
                List.of(branch),
                List.of(),
                new CheckOutWindow(ends.minusMinutes(10), ends, ends.plusMinutes(30)));
    }

    @BeforeEach
    void openTheLecture() {
        bench.publishMeetings(lecture);
    }

    @Test
    void whoIsInAndReadsInTheWindowHasCheckedOut() {
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofMinutes(70));

        assertThat(bench.card(CARD_OF_LI)).isEqualTo(left(0));
        assertThat(bench.facts(Fact.CheckedOut.class))
                .containsExactly(
                        new Fact.CheckedOut(lecture.id(), LI, new Fact.Origin(CredentialKind.CARD, "bench", false)));
    }

    @Test
    void whoLeavesBeforeTheEndIsToldByHowMuch() {
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofMinutes(62));
        assertThat(bench.card(CARD_OF_LI)).isEqualTo(left(8));
    }

    @Test
    void everyCheckOutIsAFactAndTheLastOneCounts() {
        bench.card(CARD_OF_LI);
        for (int minutes : new int[] {62, 5, 5}) {
            bench.pass(Duration.ofMinutes(minutes));
            assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Left.class);
        }
        assertThat(bench.facts(Fact.CheckedOut.class)).hasSize(3);
    }

    @Test
    void beforeTheWindowASecondReadIsAlready() {
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofMinutes(59));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Already.class);
        assertThat(bench.facts(Fact.CheckedOut.class)).isEmpty();
    }

    @Test
    void aSecondTapOfWhoHasOnlyJustComeIsNoCheckOut() {
        bench.pass(Duration.ofMinutes(65));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
        bench.pass(Duration.ofSeconds(119));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Already.class);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Left.class);
    }

    @Test
    void whoCameInAtAnotherKioskMayLeaveHereBeforeThisOneHeardOfIt() {
        bench.pass(Duration.ofMinutes(75));
        assertThat(bench.card(CARD_OF_LI)).isEqualTo(left(0));
        bench.publish(
                DocumentName.arrivalsAt(lecture.id()),
                DocumentEntry.of(new ArrivalEntry(LI, NINE, DeskBench.ELSEWHERE)));
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Left.class);
        assertThat(bench.facts(Fact.CheckInAdmitted.class)).isEmpty();
    }

    @Test
    void afterTheWindowNothingIsOpen() {
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofMinutes(101));
        assertThat(bench.card(CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.NO_MEETING));
    }

    @Test
    void whoGoesFromOneMeetingToTheNextLeavesTheFirstAndArrivesAtTheSecond() {
        bench.publishMeetings(lecture, meeting("next", NINE.plusMinutes(70), FIRST_BRANCH));
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofMinutes(71));
        assertThat(bench.card(CARD_OF_LI)).isEqualTo(left(0, "lecture"));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Already.class);
    }

    @Test
    void aTerminalOfTheReleaseBeforeKeepsItsMeetings() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Schema.apply(database, DeskTables.migrations().subList(0, 1));
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO desk_meeting (id, opens, closes, starts, line) VALUES ('old', ?, ?, ?, ?)",
                bench.now().toInstant().toEpochMilli(),
                bench.now().plusHours(1).toInstant().toEpochMilli(),
                bench.now().toInstant().toEpochMilli(),
                DocumentEntry.of(bench.meeting("old", bench.now(), FIRST_BRANCH))
                        .line()
                        .bytes()));

        DeskBench upgraded = new DeskBench(database);

        assertThat(upgraded.desk.currentMeeting().orElseThrow().meeting().id()).isEqualTo(new MeetingId("old"));
        upgraded.pass(Duration.ofMinutes(61));
        assertThat(upgraded.desk.currentMeeting()).isEmpty();
    }

    private Decision.Left left(long minutesEarly) {
        return left(minutesEarly, "lecture");
    }

    private Decision.Left left(long minutesEarly, String meeting) {
        MeetingBoard board = new MeetingBoard(
                bench.desk
                        .currentMeeting()
                        .map(MeetingBoard::meeting)
                        .filter(one -> one.id().value().equals(meeting))
                        .orElse(lecture),
                new Headcount(2, bench.facts(Fact.CheckInAdmitted.class).size(), 0));
        return new Decision.Left(new Attendee(LI, "李*"), board, bench.now(), minutesEarly);
    }
}
