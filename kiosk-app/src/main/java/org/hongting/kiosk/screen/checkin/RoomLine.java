package org.hongting.kiosk.screen.checkin;

import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.screen.meeting.MeetingLine;
import org.hongting.kiosk.screen.meeting.MeetingPage;

/// Puts the pages of meetings among those of the touch screen, and their questions into its visit.
record RoomLine(TouchViewModel touch, TouchLine line) implements MeetingLine {
    @Override
    public void ask(MeetingAsk ask) {
        line.meeting(touch.visit(), ask);
    }

    @Override
    public void ask(RecordAsk ask) {
        line.record(touch.visit(), ask);
    }

    @Override
    public void show(MeetingPage page) {
        touch.turn(new TouchPage.Meetings(page));
    }

    @Override
    public void touched() {
        touch.touched();
    }
}
