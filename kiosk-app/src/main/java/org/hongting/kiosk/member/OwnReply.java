package org.hongting.kiosk.member;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.table.Attendee;

/// What the desk says to a member who does something for themself.
public sealed interface OwnReply extends Reply.OfAnotherDesk {
    /// Whom it is said to.
    Attendee attendee();

    /// The member is identified, and this is what they may do.
    ///
    /// @param remembered whether their last act, to have something remembered, is done
    record Opened(Attendee attendee, Set<Errand> errands, boolean remembered) implements OwnReply {
        public Opened {
            errands = Set.copyOf(errands);
        }
    }

    /// A code with which the member's phone enrols itself.
    ///
    /// @param symbol absent where none can be made now
    /// @param life how long the centre takes it
    record TicketMade(Attendee attendee, Optional<QrSymbol> symbol, Duration life) implements OwnReply {}

    /// The next card that nobody has is the member's.
    record CardAwaited(Attendee attendee, boolean confirmed) implements OwnReply {}

    /// A card that nobody has was shown: is it the member's?
    ///
    /// @param confirmed somebody in charge stands beside them
    record CardFound(Attendee attendee, boolean confirmed) implements OwnReply {}

    /// What is recorded of the member.
    record Recorded(Attendee attendee, OwnRecord record) implements OwnReply {}

    /// The member's coming meetings.
    record Meetings(Attendee attendee, List<LeaveChoice> meetings) implements OwnReply {
        public Meetings {
            meetings = List.copyOf(meetings);
        }
    }
}
