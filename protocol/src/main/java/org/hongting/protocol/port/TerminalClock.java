package org.hongting.protocol.port;

import org.hongting.protocol.time.ClockReading;

/// The clocks of one terminal, read together. Safe for use by many threads.
public interface TerminalClock {
    ClockReading read();
}
