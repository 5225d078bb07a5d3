package org.hongting.kiosk.screen.checkin;

import java.util.Optional;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Attendee;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Search;

/// What one person does at the touch screen. The list is closed; docs/check-in-screen.md says what a read does in each.
public sealed interface TouchPage {
    /// What a person is looked for to.
    enum Purpose {
        /// To check in.
        SELF,
        /// To be marked by somebody in charge.
        MARK
    }

    /// A student number is being typed.
    ///
    /// @param letters whether the keys show letters too
    /// @param busy the desk has it
    record StudentNumber(Purpose purpose, String typed, boolean letters, boolean busy) implements TouchPage {}

    /// A PIN is being typed.
    ///
    /// @param digits how many; the digits themselves stand nowhere but in the view model
    record Pin(Attendee attendee, int digits, boolean busy) implements TouchPage {}

    /// Somebody is looked for by initials and last digits.
    record Searching(Purpose purpose, String typed, Search found) implements TouchPage {}

    /// A name was chosen that nothing proves: somebody in charge must say that it is them.
    record Confirm(Attendee attendee) implements TouchPage {}

    /// Somebody in charge is asked for their card.
    ///
    /// @param forWhom the member whom they will mark
    record ChargeCard(Optional<Attendee> forWhom) implements TouchPage {}

    /// Somebody in charge is signed in.
    record Charge(Attendee charge) implements TouchPage {}

    /// Why is this member marked?
    record Reason(Attendee member, boolean busy) implements TouchPage {}

    /// Several meetings expect the member.
    record Meeting(Decision.NeedsMeeting choice) implements TouchPage {}

    /// A code for phones to scan.
    ///
    /// @param symbol absent until the desk has made it, and where none can be offered any more
    record Code(Optional<QrSymbol> symbol) implements TouchPage {}

    /// Whether nothing of a person is in it, so that nothing is lost when it goes.
    default boolean isBlank() {
        return switch (this) {
            case StudentNumber number -> number.typed().isEmpty() && number.purpose() == Purpose.SELF;
            case Searching searching -> searching.typed().isEmpty() && searching.purpose() == Purpose.SELF;
            case ChargeCard card -> card.forWhom().isEmpty();
            case Code _ -> true;
            case Pin _, Confirm _, Charge _, Reason _, Meeting _ -> false;
        };
    }

    /// Whether it belongs to somebody in charge, who may look up from the screen for a while.
    default boolean isCharge() {
        return switch (this) {
            case StudentNumber number -> number.purpose() == Purpose.MARK;
            case Searching searching -> searching.purpose() == Purpose.MARK;
            case Charge _, Reason _ -> true;
            case ChargeCard _, Pin _, Confirm _, Meeting _, Code _ -> false;
        };
    }
}
