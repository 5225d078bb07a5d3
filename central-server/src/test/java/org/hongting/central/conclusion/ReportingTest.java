package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.identity.TerminalId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which terminals a meeting waits for after its plan was changed. It is at nine at `kiosk-1`.
class ReportingTest extends HeldMeeting {
    private final TerminalId other = new TerminalId("kiosk-2");

    @BeforeEach
    void plannedTheDayBefore() {
        store.enrol(TestTerminal.named(other.value(), random));
        store.execute(
                "UPDATE meeting SET planned_at = ?",
                UtcText.of(NINE.minusDays(1).toInstant()));
        store.execute("UPDATE terminal SET claimed_at = ?", "2026-11-01T00:00:00.000Z");
        kioskReported();
        heard(kiosk.id(), NINE.minusHours(2));
    }

    private void heard(TerminalId terminal, OffsetDateTime at) {
        String then = UtcText.of(at.toInstant());
        store.execute(
                "UPDATE terminal SET last_contact_at = ?, proved_at = ? WHERE id = ?", then, then, terminal.value());
    }

    private void servedAt(TerminalId... stations) {
        does(transaction -> meetings.save(
                transaction, new Meeting(meeting.id(), meeting.plan(), meeting.audience(), Set.of(stations), false)));
    }

    private void assertWaitsFor(TerminalId... terminals) {
        assertThat(whole().reporting().waiting())
                .extracting(station -> station.id())
                .containsExactly(terminals);
    }

    @Test
    void takingATerminalOffAfterwardsDoesNotEndTheWaitForWhatItHolds() {
        assertWaitsFor(kiosk.id());
        servedAt(other);
        assertWaitsFor(kiosk.id());
        assertThat(state(li)).isEqualTo(Attendance.State.MISSING);
        kioskReported();
        assertWaitsFor();
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
    }

    @Test
    void whoeverIsThereAndWasNotHeardSinceTheEndIsAskedForTwoHours() {
        store.execute("UPDATE terminal SET online = 1");
        Instant over = meeting.plan().times().over();
        assertThat(wordMissing(over.minusSeconds(1))).as("it is not over").isEmpty();
        assertThat(wordMissing(over.plusSeconds(60))).containsExactly(kiosk.id());
        assertThat(wordMissing(over.plus(Duration.ofMinutes(121)))).isEmpty();

        store.execute("UPDATE terminal SET online = 0");
        assertThat(wordMissing(over.plusSeconds(60)))
                .as("nobody is asked who is not there")
                .isEmpty();

        store.execute("UPDATE terminal SET online = 1");
        kioskReported();
        assertThat(wordMissing(over.plusSeconds(60))).as("its word is there").isEmpty();
    }

    private Set<TerminalId> wordMissing(Instant now) {
        return new MeetingHall(store.database, meetings, new AttendanceBook(members), Clock.fixed(now, ZONE))
                .wordMissing();
    }

    @Test
    void whoWasLetGoHasBroughtEverythingAndIsWaitedForByNobody() {
        assertWaitsFor(kiosk.id());
        String now = UtcText.of(NINE.toInstant());
        store.execute("UPDATE terminal SET revoked_at = ? WHERE id = 'kiosk-1'", now);
        assertWaitsFor(kiosk.id());
        store.execute("UPDATE terminal SET released_at = ? WHERE id = 'kiosk-1'", now);
        assertWaitsFor();
    }

    @Test
    void itEndsByARulingLikeEveryOther() {
        servedAt(other);
        does(transaction -> conclusions.writeOff(transaction, meeting.id(), kiosk.id(), "admin"));
        assertWaitsFor();
    }

    @Test
    void aTerminalThatSaysHelloWithRecordsPendingIsWaitedForAlthoughItWasTakenOffBeforeCheckInOpened() {
        servedAt(other);
        store.execute(
                "UPDATE meeting_former_station SET taken_off_at = ?",
                UtcText.of(NINE.minusMinutes(90).toInstant()));
        heard(kiosk.id(), NINE.minusMinutes(89));
        assertWaitsFor(kiosk.id());
        kioskReported();
        store.execute("UPDATE terminal SET pending = 5 WHERE id = 'kiosk-1'");
        assertWaitsFor(kiosk.id());
        store.execute("UPDATE terminal SET pending = 0 WHERE id = 'kiosk-1'");
        assertWaitsFor();
    }

    @Test
    void whoWasWrittenOffBeforeTwoMeetingsWereJoinedIsWrittenOff() {
        Meeting doubled = add("支部大会（补开）", NINE, Set.of(kiosk.id()));
        does(transaction -> {
            conclusions.writeOff(transaction, doubled.id(), kiosk.id(), "admin");
            conclusions.join(transaction, doubled.id(), meeting.id(), "admin");
        });
        assertWaitsFor();
        assertThat(whole().reporting().writtenOff()).containsExactly("Kiosk");
    }

    @Test
    void whoWasNotHeardOfSinceTheMeetingWasPlannedCannotKnowIt() {
        heard(kiosk.id(), NINE.minusDays(2));
        servedAt(other);
        assertWaitsFor();
    }

    @Test
    void aMeetingOfAllTerminalsThatIsGivenOneWaitsForThoseThatServedIt() {
        servedAt();
        assertWaitsFor(kiosk.id());
        servedAt(other);
        assertWaitsFor(kiosk.id());
    }

    @Test
    void whoIsPutOnAgainServesItAsBefore() {
        servedAt(other);
        servedAt(kiosk.id());
        assertThat(store.count("meeting_former_station WHERE terminal = 'kiosk-1'"))
                .isZero();
        assertWaitsFor(kiosk.id());
    }

    @Test
    void aFormerTerminalOfWhatWasJoinedIsWaitedForToo() {
        Meeting doubled = add("支部大会（补开）", NINE, Set.of(kiosk.id()));
        servedAt(other);
        store.execute("DELETE FROM meeting_former_station");
        store.execute("UPDATE meeting SET planned_at = NULL");
        does(transaction -> {
            meetings.save(
                    transaction, new Meeting(doubled.id(), doubled.plan(), doubled.audience(), Set.of(other), false));
            conclusions.join(transaction, doubled.id(), meeting.id(), "admin");
        });
        assertWaitsFor(kiosk.id());
    }
}
