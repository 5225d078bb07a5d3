package org.hongting.protocol.time;

import java.time.Duration;
import java.time.Instant;
import org.hongting.protocol.identity.BootId;

/// One moment known on both sides: the terminal's monotonic clock as it stood in a signed hello, and the centre's
/// time when that hello arrived. The difference of the two contains the message's travel time, so a date made from an
/// anchor may be late by that much and never early.
public record ClockAnchor(BootId boot, long monotonicNanos, Instant serverTime) {
    /// The centre's time of another moment of the same boot.
    public Instant dateOf(long otherMonotonicNanos) {
        return serverTime.minus(Duration.ofNanos(monotonicNanos - otherMonotonicNanos));
    }
}
