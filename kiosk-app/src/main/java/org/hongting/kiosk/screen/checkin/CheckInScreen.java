package org.hongting.kiosk.screen.checkin;

import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.selftest.TestPage;
import org.hongting.kiosk.screen.touch.TouchPage;

/// What the check-in screen shows. The list is closed: the view draws each case and nothing else.
public sealed interface CheckInScreen {
    Frame frame();

    /// The process runs, but nothing is known yet.
    record Starting(Frame frame) implements CheckInScreen {}

    /// This terminal may not take part: it has no identity.
    record Unclaimed(Frame frame, ClaimTrouble trouble) implements CheckInScreen {}

    /// This terminal has no identity yet, and shows how to give it one.
    record Pairing(Frame frame, PairingPage page) implements CheckInScreen {}

    /// Ready for the next person.
    record Idle(Frame frame, Station station) implements CheckInScreen {}

    /// Ready for the next person, with something that the centre has to say.
    record Announced(Frame frame, Station station, Announcement announcement) implements CheckInScreen {}

    /// Somebody helps to test the terminal.
    record SelfTest(Frame frame, TestPage page) implements CheckInScreen {}

    /// Somebody does something at the touch screen. Gone with the state, or when nobody touches it.
    record Touch(Frame frame, TouchPage page) implements CheckInScreen {}

    /// What the desk said to the person who stands here. Names the person; gone from the screen with the state.
    ///
    /// @param byCard whether a card was read: the person's phone may be enrolled
    record Answer(Frame frame, Decision decision, boolean byCard) implements CheckInScreen {}

    /// Takes nobody in until it has recovered.
    record OutOfOrder(Frame frame, OutOfOrderReason reason) implements CheckInScreen {}
}
