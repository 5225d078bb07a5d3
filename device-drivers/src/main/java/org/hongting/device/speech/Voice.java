package org.hongting.device.speech;

import java.util.Locale;

/// Says sentences aloud. [#say] returns at once, from any thread, and never throws for a program that is
/// missing or broken: a mute kiosk still checks people in.
public interface Voice extends AutoCloseable {
    /// A newer sentence cuts off the one that is being said.
    ///
    /// @param language Chinese or English; others are said as English
    void say(String sentence, Locale language);

    @Override
    void close();
}
