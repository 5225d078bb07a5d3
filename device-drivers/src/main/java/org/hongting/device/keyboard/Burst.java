package org.hongting.device.keyboard;

/// One stretch of keys, finished.
public sealed interface Burst {
    /// A scanner's text, without what the scanner added.
    ///
    /// @param lastKeyNanos when its last key came
    record Scanned(String text, long lastKeyNanos) implements Burst {}

    /// A scanner's text that passed the cap; its characters were counted and not kept.
    record TooLong(long length, long lastKeyNanos) implements Burst {}

    /// Too slow or too short for a scanner: a person typed it.
    record Typed(String text) implements Burst {}
}
