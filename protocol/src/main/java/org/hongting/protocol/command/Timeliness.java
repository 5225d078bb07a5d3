package org.hongting.protocol.command;

import java.time.Duration;
import java.time.Instant;
import org.hongting.protocol.time.ClockReading;

/// Whether a command may still be begun, as a terminal can say it honestly. It hears the centre's signed time before
/// any
/// command of a connection and carries it on by its monotonic clock, so that [#UNPROVEN] is rare: a command that waited
/// on the disk over a restart without a network.
public enum Timeliness {
    /// Even if the clock is as far behind as it may be, the moment is not over.
    IN_TIME,
    /// Even if the clock is as far ahead as it may be, the moment is over.
    OVER,
    /// The terminal cannot tell: what may be late is not done.
    UNPROVEN;

    private static final Duration SYNCED = Duration.ofSeconds(2);
    private static final Duration RTC = Duration.ofMinutes(2);

    /// @param expires after this moment it must not be begun
    public static Timeliness of(Instant expires, ClockReading now) {
        return switch (now.quality()) {
            case SYNCED -> within(expires, now.wall().toInstant(), SYNCED);
            case RTC -> within(expires, now.wall().toInstant(), RTC);
            case GUESSED -> UNPROVEN;
        };
    }

    private static Timeliness within(Instant expires, Instant now, Duration uncertainty) {
        if (!now.plus(uncertainty).isAfter(expires)) {
            return IN_TIME;
        }
        return now.minus(uncertainty).isAfter(expires) ? OVER : UNPROVEN;
    }
}
