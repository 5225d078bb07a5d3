package org.hongting.kiosk.quiz;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.time.ClockReading;

/// An attempt's own time, as it stood when it was kept. No wall clock is in it.
///
/// @param used milliseconds
/// @param boot in which `at` counts
/// @param at by the monotonic clock, in milliseconds, when it stood so
/// @param breaks how often the attempt was left and gone on with
record Watch(
        @JsonProperty(required = true) long used,
        @JsonProperty(required = true) BootId boot,
        @JsonProperty(required = true) long at,
        @JsonProperty(required = true) int breaks) {
    private static final long NANOS = 1_000_000;

    static Watch started(ClockReading now) {
        return new Watch(0, now.boot(), millis(now), 0);
    }

    /// What it shows while it runs. It does not run through a stop of the machine.
    long running(ClockReading now) {
        return boot.equals(now.boot()) ? used + Math.max(0, millis(now) - at) : used;
    }

    Watch keptAt(long nowUsed, ClockReading now) {
        return new Watch(nowUsed, now.boot(), millis(now), breaks);
    }

    Watch wentOn() {
        return new Watch(used, boot, at, breaks + 1);
    }

    static long millis(ClockReading now) {
        return now.monotonicNanos() / NANOS;
    }
}
