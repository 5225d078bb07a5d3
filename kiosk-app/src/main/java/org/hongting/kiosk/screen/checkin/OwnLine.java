package org.hongting.kiosk.screen.checkin;

import org.hongting.kiosk.member.Errand;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.LeaveReason;

/// What the screen asks of the desk for a member who does something for themself. Like a [TouchLine], of which it is a
/// part.
public interface OwnLine {
    /// The next read is to say who it is.
    void awaitRead(int visit);

    /// Whoever has just come in by card wants to have their phone enrolled.
    void phone(int visit, MemberId member);

    void choose(int visit, Errand errand);

    /// Back to what they may do: a card is awaited no more.
    void menu(int visit);

    /// What they were about is given up.
    void forget();

    void askLeave(int visit, MeetingId meeting, LeaveReason reason);

    void remember(int visit, Preference preference);

    /// Nobody answers.
    static OwnLine silent() {
        return new OwnLine() {
            @Override
            public void awaitRead(int visit) {}

            @Override
            public void phone(int visit, MemberId member) {}

            @Override
            public void choose(int visit, Errand errand) {}

            @Override
            public void menu(int visit) {}

            @Override
            public void forget() {}

            @Override
            public void askLeave(int visit, MeetingId meeting, LeaveReason reason) {}

            @Override
            public void remember(int visit, Preference preference) {}
        };
    }
}
