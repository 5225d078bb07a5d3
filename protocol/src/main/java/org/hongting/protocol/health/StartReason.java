package org.hongting.protocol.health;

import org.hongting.protocol.Words;

/// Why the terminal's program was started, as it can tell from what the run before left behind.
public enum StartReason {
    /// Nothing ran here before.
    FIRST,
    /// The run before ended in order.
    ORDERLY,
    /// The run before was asked to start again.
    COMMAND,
    /// The program ended without a word while the machine went on.
    CRASH,
    /// The machine went down under the program: a power cut, or its watchdog.
    POWER_CUT;

    public String word() {
        return Words.of(this);
    }
}
