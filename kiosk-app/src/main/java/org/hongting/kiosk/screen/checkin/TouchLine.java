package org.hongting.kiosk.screen.checkin;

import java.util.Optional;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.MarkReason;

/// What the screen asks of the desk. Every call returns at once; what comes of it reaches the view model with the
/// number of the visit it was asked in, so that an answer to somebody who has gone opens nothing for the next person.
public interface TouchLine {
    /// A student number, to check in with or, by somebody in charge, to mark.
    void number(int visit, String number, TouchPage.Purpose purpose);

    void pin(int visit, String pin);

    void search(int visit, String typed);

    /// One of those whom a search found.
    void choose(int visit, MemberId member, TouchPage.Purpose purpose);

    /// The next read may sign somebody in charge in, perhaps to say who the member is that chose a name.
    void awaitCard(int visit, Optional<MemberId> forWhom);

    void mark(int visit, MarkReason reason);

    /// @param meeting absent where nobody chose
    void settle(MemberId member, Optional<MeetingId> meeting);

    /// A code for phones, as it is now.
    void code(int visit);

    /// Whoever was at the screen has gone.
    void leave();

    /// Nobody answers: for pictures and for a kiosk that has no desk yet.
    static TouchLine silent() {
        return new SilentLine();
    }
}
