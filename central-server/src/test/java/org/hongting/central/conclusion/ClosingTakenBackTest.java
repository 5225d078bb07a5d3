package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.hongting.central.meeting.Closings;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.MeetingsSource;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.junit.jupiter.api.Test;

/// A meeting that runs, was closed at a kiosk, and is let go on in the console.
class ClosingTakenBackTest extends HeldMeeting {
    private static final Clock DURING = Clock.fixed(NINE.plusMinutes(20).toInstant(), ZONE);

    ClosingTakenBackTest() {
        super(DURING);
    }

    private MeetingHall.Phase phase() {
        return hall.find(meeting.id()).orElseThrow().phase();
    }

    @Test
    void aClosingIsTakenBackByAFactOfTheCentreForEveryKioskAndCanBeClosedAnew() {
        refused(Refusal.Why.NOT_CLOSED, tx -> conclusions.takeClosingBack(tx, meeting.id(), "误按", "admin"));
        store.execute(
                "INSERT INTO member_charge (member, set_at, set_by) VALUES (?, '', 'admin')",
                zhang.id().value());
        closes(zhang);
        closes(li);
        assertThat(phase()).isEqualTo(MeetingHall.Phase.CLOSED);
        refused(Refusal.Why.NO_NOTE, tx -> conclusions.takeClosingBack(tx, meeting.id(), " ", "admin"));

        does(tx -> conclusions.takeClosingBack(tx, meeting.id(), "误按了结束签到", "admin"));

        assertThat(phase()).isEqualTo(MeetingHall.Phase.OPEN);
        List<Closings.Closing> closings = store.database.reading(transaction -> Closings.of(transaction, meeting.id()));
        assertThat(closings)
                .as("the doubted one too: its own kiosk goes on")
                .hasSize(2)
                .allSatisfy(
                        one -> assertThat(one.takenBack().orElseThrow().why()).isEqualTo("误按了结束签到"));
        assertThat(entry().takenBack())
                .containsExactlyElementsOf(
                        closings.stream().map(Closings.Closing::name).toList());
        assertThat(entry().closed()).isNull();
        assertThat(store.count("record WHERE terminal = 'centre' AND type = 'meeting.closing-taken-back'"))
                .isEqualTo(2);
        refused(Refusal.Why.NOT_CLOSED, tx -> conclusions.takeClosingBack(tx, meeting.id(), "再次", "admin"));

        closes(zhang);
        assertThat(phase()).isEqualTo(MeetingHall.Phase.CLOSED);
        assertThat(entry().closed()).isNotNull();
    }

    @Test
    void aTerminalThatClaimsToTakeAClosingBackChangesNothing() {
        closes(zhang);
        Closings.Closing closing = store.database
                .reading(transaction -> Closings.of(transaction, meeting.id()))
                .getFirst();
        told(
                new Fact.ClosingTakenBack(meeting.id(), kiosk.id(), closing.name(), "admin", Digest.of(new byte[] {1})),
                NINE.plusMinutes(10));
        assertThat(store.count("meeting_closing WHERE taken_back_at IS NULL")).isEqualTo(1);
    }

    private void closes(Member by) {
        told(new Fact.MeetingClosed(meeting.id(), by.id()), NINE.plusMinutes(10));
    }

    private MeetingEntry entry() {
        return store.database
                .reading(transaction -> new MeetingsSource(meetings, DURING).contents(transaction, "all"))
                .getOrDefault(DocumentName.meetingsOf(kiosk.id()), List.of())
                .getFirst()
                .as(MeetingEntry.class);
    }
}
