package org.hongting.kiosk.screen.meeting;

import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;

/// The touch screen, as the pages of meetings see it.
public interface MeetingScreen {
    /// To the desk.
    void ask(MeetingAsk ask);

    void ask(RecordAsk ask);

    void show(MeetingPage page);

    /// To look for somebody by name, and by number.
    void openSearch();

    void openNumber();

    /// Somebody is there.
    void touched();
}
