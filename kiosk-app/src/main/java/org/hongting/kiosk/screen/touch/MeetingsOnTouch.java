package org.hongting.kiosk.screen.touch;

import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.screen.meeting.MeetingPage;
import org.hongting.kiosk.screen.meeting.MeetingScreen;

/// Puts the pages of meetings among those of the touch screen, and their questions into its visit.
record MeetingsOnTouch(TouchViewModel touch, TouchLine line) implements MeetingScreen {
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
    public void openSearch() {
        touch.openSearch();
    }

    @Override
    public void openNumber() {
        touch.openMarkNumber();
    }

    @Override
    public void touched() {
        touch.touched();
    }
}
