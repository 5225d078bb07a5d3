package org.hongting.simulator.fleet;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// The clocks of one boot of a terminal: this machine's, some days before now where the terminal lives in the past.
///
/// @param behind how much less it shows
record FleetClock(BootId boot, ClockQuality quality, Duration behind) implements TerminalClock {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Override
    public ClockReading read() {
        OffsetDateTime wall = ZonedDateTime.now(ZONE).minus(behind).toOffsetDateTime();
        return new ClockReading(wall, quality, boot, System.nanoTime());
    }
}
