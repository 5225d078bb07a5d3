package org.hongting.kiosk.checkin;

import java.time.Duration;

/// What the centre has the screen show while nobody uses it.
public sealed interface Announcement {
    /// So long it is shown.
    Duration time();

    /// @param chinese empty where there is only English
    /// @param english empty where there is only Chinese
    record Message(String chinese, String english, Duration time) implements Announcement {}

    /// The terminal's own name, so that somebody finds it.
    record Name(Duration time) implements Announcement {}
}
