package org.hongting.simulator.fault;

import java.time.Duration;

/// What a line between two places can suffer.
public sealed interface LineTrouble {
    /// Everything passes at once.
    record None() implements LineTrouble {}

    /// Whatever is sent waits, both ways; nothing overtakes.
    record Delayed(Duration by) implements LineTrouble {}

    /// Whatever is sent one way vanishes and nobody is told, as behind a router that has forgotten the connection. A
    /// connection that suffered this is dead for ever, however soon the line is well again.
    record HalfOpen(Way lost) implements LineTrouble {}

    /// Every connection ends in the middle of what is sent, as if the sender had closed it.
    ///
    /// @param after how many bytes of each connection still pass, both ways together
    record Truncated(int after) implements LineTrouble {}

    /// Every connection is reset, and what was under way is gone.
    ///
    /// @param after how many bytes of each connection still pass, both ways together
    record Reset(int after) implements LineTrouble {}

    /// Nothing passes: every connection is closed, and no new one is taken.
    record Pulled() implements LineTrouble {}

    /// A direction.
    enum Way {
        TO_CENTRE,
        TO_TERMINAL
    }
}
