package org.hongting.kiosk.screen.group;

import org.hongting.kiosk.study.GroupAsk;

/// The touch screen, as the pages of a group see it.
public interface GroupScreen {
    /// To the desk.
    void ask(GroupAsk ask);

    void show(GroupPage page);

    /// To what there is to study, for the whole group.
    void openLessons();
}
