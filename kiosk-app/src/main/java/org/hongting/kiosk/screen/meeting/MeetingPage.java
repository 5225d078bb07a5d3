package org.hongting.kiosk.screen.meeting;

import java.time.Duration;
import java.util.List;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.attendance.MeetingKind;

/// What somebody in charge sees of meetings. The list is closed; docs/check-in-screen.md says what a read does in each.
public sealed interface MeetingPage {
    /// The desk looks it up.
    record Loading() implements MeetingPage {}

    /// Their meetings, and a new one.
    record Overview(List<MeetingReply.Held> meetings) implements MeetingPage {
        public Overview {
            meetings = List.copyOf(meetings);
        }
    }

    /// Whose meeting is it?
    record Units(MeetingReply.Opening opening) implements MeetingPage {}

    /// What kind of meeting is it?
    record Kinds(MeetingReply.Opening opening, Unit unit) implements MeetingPage {}

    /// All that is to be opened, with its title and how long it takes.
    record Begin(
            MeetingReply.Opening opening,
            Unit unit,
            MeetingKind kind,
            MeetingAsk.TitleForm form,
            Duration length,
            boolean busy)
            implements MeetingPage {
        MeetingAsk.Open ask() {
            return new MeetingAsk.Open(kind, unit.id(), form, length, false);
        }

        Begin with(MeetingAsk.TitleForm other) {
            return new Begin(opening, unit, kind, other, length, busy);
        }

        Begin with(Duration other) {
            return new Begin(opening, unit, kind, form, other, busy);
        }

        Begin handedOver() {
            return new Begin(opening, unit, kind, form, length, true);
        }
    }

    /// Another meeting of the unit is open.
    record Beside(MeetingReply.Beside found) implements MeetingPage {}

    /// One meeting.
    record Meeting(MeetingReply.Shown shown) implements MeetingPage {}

    /// Is it to be closed?
    record Closing(MeetingReply.Shown shown, boolean busy) implements MeetingPage {}

    /// The record of one is written.
    record Minutes(RecordPage page) implements MeetingPage {}

    /// How many guests of each kind are there?
    record Guests(MeetingReply.Shown shown) implements MeetingPage {}

    /// Members who come as guests show their cards, or are looked for.
    record GuestCards(MeetingReply.Shown shown) implements MeetingPage {}
}
