package org.hongting.simulator.fleet;

import java.time.Duration;

/// What happens in a stretch of a day. The list is closed: whoever plays a day knows all of them.
public sealed interface Scene {
    /// Every terminal that is off is switched on, which opens its journal and begins an epoch.
    ///
    /// @param behind how long ago that was, by the terminals' own clocks; zero for now
    record SwitchedOn(Duration behind) implements Scene {}

    /// Every terminal connects, each at a moment drawn within so long; the scene ends when all are online.
    record Connected(Duration within) implements Scene {}

    /// People show their cards, whatever the network does.
    ///
    /// @param each at every terminal
    record Taps(Duration span, int each, Crowd crowd) implements Scene {}

    /// Every terminal writes so many records that wait, many in one transaction.
    record Backlog(int each) implements Scene {}

    /// The server's process is killed, and its broker with it.
    record CentreKilled() implements Scene {}

    /// The server starts again on the same folder; the scene ends when all terminals are online.
    record CentreBack() implements Scene {}

    /// Every terminal is switched off.
    record SwitchedOff() implements Scene {}

    /// Somebody sets a value for the whole site; the scene ends when every terminal has it in force and the centre has
    /// heard so.
    record Configured() implements Scene {}

    /// Nobody comes until the centre has acknowledged everything.
    record Drained() implements Scene {}

    /// How people come.
    enum Crowd {
        EVEN,
        /// Few, then most of them at about the same time, then few: before a bell.
        RUSH
    }
}
