package org.hongting.protocol.attendance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// When a meeting takes check-outs, and until when leaving is early.
///
/// @param opens first moment a read means check-out
/// @param earlyUntil who leaves before this moment leaves early
/// @param closes after this moment a read no longer counts
public record CheckOutWindow(
        @JsonProperty(required = true) OffsetDateTime opens,
        @JsonProperty(required = true) OffsetDateTime earlyUntil,
        @JsonProperty(required = true) OffsetDateTime closes) {
    public CheckOutWindow {
        if (opens.isAfter(closes) || earlyUntil.isAfter(closes)) {
            throw new IllegalArgumentException(
                    "a check-out window opens before it closes, and nobody is early once it is closed");
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(opens.toInstant()) && !moment.isAfter(closes.toInstant());
    }

    /// Whether leaving then is early, in doubt for the member: only if even the latest moment it may have been is
    /// before [#earlyUntil].
    public boolean isEarly(Instant departure, Duration uncertainty) {
        return departure.plus(uncertainty).isBefore(earlyUntil.toInstant());
    }

    /// Whole minutes before [#earlyUntil], at least 1 for anybody who leaves early.
    public long minutesEarly(Instant departure) {
        return Math.max(1, Duration.between(departure, earlyUntil.toInstant()).toMinutes());
    }
}
