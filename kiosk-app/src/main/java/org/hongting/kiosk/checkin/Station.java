package org.hongting.kiosk.checkin;

import java.util.Optional;

/// What stands on the idle screen, all of it from local data.
///
/// @param current the meeting that takes check-ins now
/// @param next the next one today, where none is open
/// @param pending records not yet acknowledged by the centre
/// @param online whether the centre is reached; never a condition for anything
/// @param timeProven false where the terminal only guesses the time
/// @param offersCode whether phones may scan a code from this screen
/// @param group the people who study together before this screen, if some do
/// @param stick what is to be said of a stick that was put in
/// @param trouble what is to be said of the line, where waiting does not mend it
public record Station(
        Optional<MeetingBoard> current,
        Optional<MeetingBoard> next,
        long pending,
        boolean online,
        boolean timeProven,
        boolean offersCode,
        Optional<GroupBoard> group,
        Optional<StickNotice> stick,
        Optional<LineTrouble> trouble) {
    /// Where no stick was put in.
    public Station(
            Optional<MeetingBoard> current,
            Optional<MeetingBoard> next,
            long pending,
            boolean online,
            boolean timeProven,
            boolean offersCode,
            Optional<GroupBoard> group) {
        this(current, next, pending, online, timeProven, offersCode, group, Optional.empty(), Optional.empty());
    }

    /// Where phones are offered nothing, and nobody studies together.
    public Station(
            Optional<MeetingBoard> current,
            Optional<MeetingBoard> next,
            long pending,
            boolean online,
            boolean timeProven) {
        this(current, next, pending, online, timeProven, false, Optional.empty());
    }

    public Station with(Optional<StickNotice> newStick) {
        return new Station(current, next, pending, online, timeProven, offersCode, group, newStick, trouble);
    }

    public Station troubledBy(Optional<LineTrouble> newTrouble) {
        return new Station(current, next, pending, online, timeProven, offersCode, group, stick, newTrouble);
    }
}
