package org.hongting.kiosk.screen.member;

import org.hongting.kiosk.member.Errand;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.LeaveReason;

/// What the screen asks of the desk for a member who does something for themself. Every call returns at once; what
/// comes of it reaches the view model with the number of the visit.
public interface OwnLine {
    /// The next read is to say who it is.
    void awaitRead(int visit);

    /// The next card of that member leads to a ticket for their phone.
    void awaitPhoneOf(int visit, MemberId member);

    /// The card that was shown is the member's.
    void bind(int visit);

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
            public void awaitPhoneOf(int visit, MemberId member) {}

            @Override
            public void bind(int visit) {}

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
