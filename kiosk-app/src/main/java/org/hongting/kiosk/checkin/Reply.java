package org.hongting.kiosk.checkin;

import java.util.Optional;
import org.hongting.device.camera.QrSymbol;

/// What the desk says to somebody who types.
public sealed interface Reply {
    /// It is decided, and durable.
    record Decided(Decision decision) implements Reply {}

    /// The member is found and has a PIN.
    record PinWanted(Attendee attendee) implements Reply {}

    /// The member was chosen by name and has no PIN: somebody in charge must say that it is them.
    record ConfirmationWanted(Attendee attendee) implements Reply {}

    /// Somebody in charge is signed in.
    record ChargeOpened(Attendee charge) implements Reply {}

    /// A member is picked who is in; why is that taken back?
    record VoidReasonWanted(Attendee member) implements Reply {}

    /// A member is picked to be marked; why?
    record ReasonWanted(Attendee member) implements Reply {}

    /// To somebody in charge, about meetings.
    record OfMeeting(MeetingReply said) implements Reply {}

    /// What phones may scan now; absent where nothing can be offered.
    record CodeMade(Optional<QrSymbol> symbol) implements Reply {}

    /// To a member who does something for themself.
    record Own(OwnReply said) implements Reply {}
}
