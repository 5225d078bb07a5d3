package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.List;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.table.Attendee;

/// What somebody in charge hears about the group that studies before this screen.
public sealed interface GroupReply extends Reply.OfAnotherDesk {
    /// Nobody studies together here.
    record None() implements GroupReply {}

    /// The group as it is now.
    ///
    /// @param since how long it has been open; zero where a stop of the terminal broke it off
    /// @param asked whether the leader is to say who is there
    /// @param brokenOff whether the terminal stopped meanwhile: what was until then waits for the roll call
    record Shown(Attendee leader, List<Attendee> people, Duration since, boolean asked, boolean brokenOff)
            implements GroupReply {
        public Shown {
            people = List.copyOf(people);
        }
    }

    /// It is over; so many were in it at the end.
    record Ended(int people) implements GroupReply {}
}
