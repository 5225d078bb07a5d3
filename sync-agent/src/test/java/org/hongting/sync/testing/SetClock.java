package org.hongting.sync.testing;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// A clock that stands until it is moved.
public final class SetClock implements TerminalClock {
    private OffsetDateTime wall = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private long monotonicNanos = 1_000_000_000L;

    public synchronized void advance(Duration by) {
        wall = wall.plus(by);
        monotonicNanos += by.toNanos();
    }

    /// Somebody sets the wall clock; the monotonic one goes on.
    public synchronized void setWall(OffsetDateTime to) {
        wall = to;
    }

    @Override
    public synchronized ClockReading read() {
        return new ClockReading(wall, ClockQuality.RTC, new BootId("boot-1"), monotonicNanos);
    }
}
