package org.hongting.kiosk.meeting;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.record.GuestKind;

/// What somebody in charge hears about meetings.
public sealed interface MeetingReply extends Reply.OfAnotherDesk {
    /// How a meeting stands.
    enum Phase {
        AHEAD,
        RUNNING,
        /// Closed before its time.
        CLOSED,
        OVER
    }

    /// A meeting of theirs.
    record Held(MeetingBoard board, Phase phase) {}

    /// The meetings of theirs, the latest first.
    record Overview(List<Held> meetings) implements MeetingReply {
        /// How many are shown: never a list to scroll.
        public static final int MOST = 4;

        public Overview {
            meetings = List.copyOf(meetings);
        }
    }

    /// What can be opened.
    ///
    /// @param units never empty
    /// @param timeProven false where this terminal only guesses what time it is: who opens confirms it
    record Opening(List<Unit> units, OffsetDateTime now, boolean timeProven) implements MeetingReply {
        public Opening {
            units = List.copyOf(units);
        }
    }

    /// Another meeting of the unit is open: use that, or open a second?
    record Beside(Held running, MeetingAsk.Open asked) implements MeetingReply {}

    /// This one, as it is now.
    ///
    /// @param guests who was counted here; absent kinds are none
    record Shown(Held held, Map<GuestKind, Integer> guests) implements MeetingReply {
        public Shown {
            guests = Map.copyOf(guests);
        }
    }

    /// It was opened, or closed, just now and durably: what follows is how it stands.
    record Done(What what, Shown shown) implements MeetingReply {}

    enum What {
        OPENED,
        CLOSED
    }

    /// Guests may show their cards now.
    record GuestsAwaited(Shown shown) implements MeetingReply {}
}
