package org.hongting.protocol.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A moment as the centre dates it: an instant, and how far off it may be.
///
/// @param at the best estimate
/// @param uncertainty the true moment lies within `at ± uncertainty`, unless `provenance` is [Provenance#UNPROVEN]
public record DatedMoment(Instant at, Duration uncertainty, Provenance provenance) {
    /// Where the date comes from.
    public enum Provenance {
        /// Monotonic time of a boot for which the centre holds an anchor.
        ANCHORED,
        /// The terminal's own clock, which was synchronised.
        SYNCED,
        /// The terminal's own battery-backed clock.
        RTC,
        /// The terminal's own guess: shown as "time unproven".
        UNPROVEN
    }

    /// Network travel and scheduling between reading the clock and the centre's receipt; chosen, not measured per
    /// message.
    private static final Duration ANCHORED_UNCERTAINTY = Duration.ofSeconds(2);

    private static final Duration SYNCED_UNCERTAINTY = Duration.ofSeconds(2);
    private static final Duration RTC_UNCERTAINTY = Duration.ofMinutes(2);
    private static final Duration UNPROVEN_UNCERTAINTY = Duration.ofHours(12);

    /// Dates a terminal's reading. The anchor wins over every wall clock (DESIGN invariant 8: wall time travels with
    /// its provenance, the server re-dates it).
    public static DatedMoment of(ClockReading reading, @Nullable ClockAnchor anchor) {
        return Optional.ofNullable(anchor)
                .filter(known -> known.boot().equals(reading.boot()))
                .map(known -> new DatedMoment(
                        known.dateOf(reading.monotonicNanos()), ANCHORED_UNCERTAINTY, Provenance.ANCHORED))
                .orElseGet(() -> ofWallClock(reading));
    }

    private static DatedMoment ofWallClock(ClockReading reading) {
        Instant at = reading.wall().toInstant();
        return switch (reading.quality()) {
            case SYNCED -> new DatedMoment(at, SYNCED_UNCERTAINTY, Provenance.SYNCED);
            case RTC -> new DatedMoment(at, RTC_UNCERTAINTY, Provenance.RTC);
            case GUESSED -> new DatedMoment(at, UNPROVEN_UNCERTAINTY, Provenance.UNPROVEN);
        };
    }
}
