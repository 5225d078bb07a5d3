package org.hongting.protocol.attendance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// When a meeting takes check-ins, and from when an arrival is late.
///
/// @param opens first moment a read counts
/// @param lateFrom arrivals after this moment are late
/// @param closes after this moment a read no longer counts
public record CheckInWindow(
        @JsonProperty(required = true) OffsetDateTime opens,
        @JsonProperty(required = true) OffsetDateTime lateFrom,
        @JsonProperty(required = true) OffsetDateTime closes) {
    public CheckInWindow {
        if (opens.isAfter(closes) || lateFrom.isBefore(opens)) {
            throw new IllegalArgumentException(
                    "a check-in window opens before it closes, and nobody is late before it opens");
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(opens.toInstant()) && !moment.isAfter(closes.toInstant());
    }

    /// Whether an arrival is late, in doubt for the member: only if even the earliest moment it may have been is past
    /// [#lateFrom] (DESIGN invariant 8).
    public boolean isLate(Instant arrival, Duration uncertainty) {
        return arrival.minus(uncertainty).isAfter(lateFrom.toInstant());
    }

    /// Whole minutes past [#lateFrom], at least 1 for any late arrival.
    public long minutesLate(Instant arrival) {
        return Math.max(1, Duration.between(lateFrom.toInstant(), arrival).toMinutes());
    }
}
