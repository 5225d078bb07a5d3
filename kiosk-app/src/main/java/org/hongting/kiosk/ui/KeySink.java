package org.hongting.kiosk.ui;

/// Takes what a keyboard types, one character at a time: the seam to a scanner that pretends to be a keyboard.
@FunctionalInterface
public interface KeySink {
    /// Called on the FX thread; must return quickly.
    ///
    /// @param symbol a typed character; `\r` for Enter, `\t` for Tab
    /// @param nanoTime monotonic time of its arrival; the gaps tell a scanner from a person
    void typed(char symbol, long nanoTime);
}
