package org.hongting.kiosk.screen.member;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.LeaveChoice;
import org.hongting.kiosk.member.OwnRecord;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.MeetingEntry;

/// What a member does for themself at the touch screen. The list is closed.
public sealed interface OwnPage {
    /// Card or pass is asked for, to know whose page to open.
    ///
    /// @param study they want to study
    record Identify(boolean study) implements OwnPage {}

    /// What the member may do here.
    ///
    /// @param remembered whether something was just remembered for them
    record Menu(Attendee attendee, Set<Errand> errands, boolean remembered) implements OwnPage {
        public Menu {
            errands = Set.copyOf(errands);
        }
    }

    /// A code with which the member's phone enrols itself.
    ///
    /// @param symbol absent until the desk has made it, and where none can be made
    /// @param seconds how long it is still good for
    record Ticket(Attendee attendee, Optional<QrSymbol> symbol, int seconds) implements OwnPage {}

    /// The card that is to be the member's is asked for.
    ///
    /// @param confirmed somebody in charge stands beside them
    record BindCard(Attendee attendee, boolean confirmed) implements OwnPage {}

    /// A card was shown that may be the member's: are they sure?
    record CardFound(Attendee attendee, boolean confirmed, boolean busy) implements OwnPage {}

    /// Whoever wants to have their phone enrolled shows the card again with which they came in.
    record CardAgain(Attendee attendee) implements OwnPage {}

    /// The member's coming meetings, to ask for leave from one.
    record Leave(Attendee attendee, List<LeaveChoice> meetings) implements OwnPage {
        public Leave {
            meetings = List.copyOf(meetings);
        }
    }

    /// What is recorded of the member.
    record Recorded(Attendee attendee, OwnRecord record) implements OwnPage {}

    /// How the member takes it along: on the phone, or from the secretary.
    record TakeAlong(Attendee attendee, Optional<QrSymbol> phonePage) implements OwnPage {}

    /// Why the member will be away from a meeting.
    record Reason(Attendee attendee, MeetingEntry meeting, boolean busy) implements OwnPage {}

    /// Whether nothing of a person is in it, so that nothing is lost when it goes.
    default boolean isBlank() {
        return this instanceof Identify;
    }

    /// Whether it belongs to a visit of somebody in charge.
    default boolean isCharge() {
        return switch (this) {
            case BindCard bind -> bind.confirmed();
            case CardFound found -> found.confirmed();
            case Identify _, Menu _, Ticket _, CardAgain _, Leave _, Reason _, Recorded _, TakeAlong _ -> false;
        };
    }

    /// Whether a hand is busy elsewhere: with a phone, or a card in a bag.
    default boolean isSlow() {
        return this instanceof Ticket || this instanceof BindCard || this instanceof TakeAlong;
    }
}
