package org.hongting.sync.link;

import java.time.Instant;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Command;

/// Hears of the link, on its scheduler. It must return quickly.
public interface LinkListener {
    void status(LinkStatus status);

    /// The centre's time, signed, in the answer to a hello of this connection. It lies a little in the past:
    /// by the time the message travelled, which is no longer than [LinkTiming#answer()].
    ///
    /// @param heard the terminal's own clocks when it arrived
    default void serverTime(Instant serverTime, ClockReading heard) {}

    /// A command whose signature and address are good. Its expiry and its being new are the listener's to check.
    default void command(Command command) {}
}
