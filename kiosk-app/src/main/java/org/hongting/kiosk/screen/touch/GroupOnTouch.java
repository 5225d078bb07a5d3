package org.hongting.kiosk.screen.touch;

import org.hongting.kiosk.screen.group.GroupPage;
import org.hongting.kiosk.screen.group.GroupScreen;
import org.hongting.kiosk.study.GroupAsk;

/// Puts the pages of a group among those of the touch screen, and their questions into its visit.
record GroupOnTouch(TouchViewModel touch, TouchLine line) implements GroupScreen {
    @Override
    public void ask(GroupAsk ask) {
        line.group(touch.visit(), ask);
    }

    @Override
    public void show(GroupPage page) {
        touch.turn(new TouchPage.Group(page));
    }

    @Override
    public void openLessons() {
        touch.study().beginForGroup();
    }
}
