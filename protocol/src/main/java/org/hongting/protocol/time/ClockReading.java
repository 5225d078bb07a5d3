package org.hongting.protocol.time;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.hongting.protocol.identity.BootId;

/// What a terminal's clocks said at one moment.
///
/// @param wall local time with its offset, in milliseconds
/// @param quality how far `wall` can be trusted
/// @param boot the boot in which `monotonicNanos` counts
/// @param monotonicNanos nanoseconds of the kernel's monotonic clock, not comparable across boots
public record ClockReading(OffsetDateTime wall, ClockQuality quality, BootId boot, long monotonicNanos) {
    public ClockReading {
        if (wall.getYear() < 0 || wall.getYear() > 9999) {
            throw new IllegalArgumentException("a wall clock shows a year of four digits");
        }
        wall = wall.truncatedTo(ChronoUnit.MILLIS);
    }
}
