package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.testing.TestTerminal;
import org.junit.jupiter.api.Test;

/// Two meetings that were opened for the same thing, and are one.
class JoinedMeetingsTest extends HeldMeeting {
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
        store.execute("UPDATE terminal SET proved_at = NULL WHERE id = 'kiosk-2'");
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
        store.execute("UPDATE terminal SET proved_at = NULL WHERE id = 'kiosk-2'");
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
        store.execute("UPDATE terminal SET proved_at = ?, pending = 0", "2026-11-16T02:30:00.000Z");
        assertThat(whole().reporting().isComplete()).isTrue();
        does(transaction -> conclusions.join(transaction, later.id(), meeting.id(), "admin"));
        assertThat(whole().reporting().isComplete()).isFalse();
        kioskReported();
        assertThat(whole().reporting().isComplete()).isTrue();
    }

    @Test
    void whatIsSealedIsJoinedIntoNothingButTakesTheOtherIn() {
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        kioskReported();
        seals("admin");
        refused(
                Refusal.Why.SEALED_BEFORE,
                transaction -> conclusions.join(transaction, meeting.id(), doubled.id(), "admin"));
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        assertThat(hall.around(meeting).from()).extracting(Meeting::id).containsExactly(doubled.id());
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
}
