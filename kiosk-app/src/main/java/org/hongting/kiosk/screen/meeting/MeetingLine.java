package org.hongting.kiosk.screen.meeting;

import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;

/// What the pages of meetings need of the touch screen around them.
public interface MeetingLine {
    /// To the desk.
    void ask(MeetingAsk ask);

    void ask(RecordAsk ask);

    void show(MeetingPage page);

    /// Somebody is there.
    void touched();
}
