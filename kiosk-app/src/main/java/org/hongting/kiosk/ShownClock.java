package org.hongting.kiosk;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.protocol.port.TerminalClock;

/// The terminal's clock in the form in which the screen asks for it.
final class ShownClock extends Clock {
    private final TerminalClock clock;
    private final Supplier<ZoneId> zone;

    /// The zone follows the terminal's: it may become the school's while the screen is up.
    ShownClock(SystemTerminalClock clock) {
        this(clock, clock::zone);
    }

    private ShownClock(TerminalClock clock, Supplier<ZoneId> zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone.get();
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ShownClock(clock, () -> other);
    }

    @Override
    public Instant instant() {
        return clock.read().wall().toInstant();
    }
}
