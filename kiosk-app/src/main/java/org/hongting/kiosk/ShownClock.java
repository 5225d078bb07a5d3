package org.hongting.kiosk;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.hongting.protocol.port.TerminalClock;

/// The terminal's clock in the form in which the screen asks for it.
final class ShownClock extends Clock {
    private final TerminalClock clock;
    private final ZoneId zone;

    ShownClock(TerminalClock clock) {
        this(clock, clock.read().wall().getOffset());
    }

    private ShownClock(TerminalClock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ShownClock(clock, other);
    }

    @Override
    public Instant instant() {
        return clock.read().wall().toInstant();
    }
}
