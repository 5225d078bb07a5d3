package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;

/// The wall clock.
///
/// @param offset milliseconds that the centre was ahead at its last answer; absent before the first
public record ClockHealth(
        @JsonProperty(required = true) ClockQuality quality,
        @Nullable Long offset) {
    private static final long MOST = 200L * 365 * 24 * 3600 * 1000;

    public ClockHealth {
        if (offset != null) {
            Plain.requireWithin(offset, -MOST, MOST);
        }
    }
}
