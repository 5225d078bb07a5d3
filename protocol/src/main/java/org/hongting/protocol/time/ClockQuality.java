package org.hongting.protocol.time;

/// How far a terminal's wall clock can be trusted at the moment it was read.
public enum ClockQuality {
    /// Disciplined in this boot by a time source or by a signed server time.
    SYNCED,
    /// Carried over a power cut by a battery-backed clock; drifts by seconds a day.
    RTC,
    /// Neither: the terminal only knows a lower bound (its build, its journal, its newest document).
    GUESSED
}
