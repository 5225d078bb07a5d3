package org.hongting.kiosk.checkin;

import java.util.Optional;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.table.Attendee;

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

    /// What phones may scan now; absent where nothing can be offered.
    record CodeMade(Optional<QrSymbol> symbol) implements Reply {}

    /// What a desk in another room says: about meetings, or to members about what is theirs.
    non-sealed interface OfAnotherDesk extends Reply {}
}
