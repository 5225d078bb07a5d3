package org.hongting.protocol.code;

import java.time.Duration;
import java.time.Instant;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;

/// Which passes a clock can believe in: one step around its own, and the steps by which the clock itself may be off.
/// A synchronised clock takes 1 step either way, a battery-backed one 5 (two minutes), and one that only guesses 1441
/// (twelve hours), the uncertainties of [DatedMoment].
///
/// @param first the earliest step that fits
/// @param last the latest step that fits
public record PassWindow(long first, long last) {
    /// How long one pass is shown.
    public static final Duration STEP = Duration.ofSeconds(30);

    /// How a pass stands to the window.
    public enum Fit {
        OUTDATED,
        FITS,
        EARLY
    }

    /// The window at that moment, by the clock's own word.
    public static PassWindow at(ClockReading now) {
        return around(DatedMoment.of(now, null));
    }

    /// The window around a moment as somebody dates it.
    public static PassWindow around(DatedMoment moment) {
        long own = stepAt(moment.at());
        long either = 1 + moment.uncertainty().dividedBy(STEP);
        return new PassWindow(own - either, own + either);
    }

    /// The step in which a moment falls.
    public static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP.toSeconds());
    }

    /// When a step begins.
    public static Instant startOf(long step) {
        return Instant.ofEpochSecond(Math.multiplyExact(step, STEP.toSeconds()));
    }

    public Fit of(long step) {
        return step < first ? Fit.OUTDATED : step > last ? Fit.EARLY : Fit.FITS;
    }
}
