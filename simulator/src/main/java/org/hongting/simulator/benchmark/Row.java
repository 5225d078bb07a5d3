package org.hongting.simulator.benchmark;

import org.jspecify.annotations.Nullable;

/// One figure.
///
/// @param what was measured, and against what
/// @param limit what the value is held against, in the same unit: a figure of a peer of the same run, or a fixed one
/// @param ratio value to limit; with a peer the median of the ratios of pairs
/// @param budget the ratio that must not be passed; a word in `what` says where it must be reached instead
/// @param met whether it was; it is missed only if the 95 % interval of the ratio lies beyond the budget
record Row(
        String what,
        double value,
        String unit,
        @Nullable Double limit,
        @Nullable Double ratio,
        @Nullable Double budget,
        @Nullable Boolean met) {
    /// A figure that nothing is asked of.
    static Row of(String what, double value, String unit) {
        return new Row(what, value, unit, null, null, null, null);
    }

    /// A figure and its peer's, of which nothing is asked.
    static Row beside(String what, double value, String unit, double peer) {
        return new Row(what, value, unit, peer, value / peer, null, null);
    }

    /// A figure that must stay below a fixed one.
    static Row below(String what, Sample value, String unit, double limit) {
        double median = value.median();
        return new Row(what, median, unit, limit, median / limit, 1.0, value.lowest95() <= limit);
    }

    /// A single figure, like a count or a percentile, that must stay below a fixed one.
    static Row below(String what, double value, String unit, double limit) {
        return new Row(what, value, unit, limit, limit == 0 ? null : value / limit, 1.0, value <= limit);
    }

    /// A count that must reach a peer's.
    static Row atLeast(String what, double value, String unit, double peer) {
        return new Row(what, value, unit, peer, value / peer, 1.0, value >= peer);
    }

    /// A figure that must stay below so many times its peer's, the two measured in turn.
    static Row against(String what, Sample ours, Sample peer, String unit, double budget) {
        Sample ratios = ours.over(peer);
        return new Row(what, ours.median(), unit, peer.median(), ratios.median(), budget, ratios.lowest95() <= budget);
    }

    /// A figure that must reach so many times its peer's, the two measured in turn.
    static Row reaching(String what, Sample ours, Sample peer, String unit, double budget) {
        Sample ratios = ours.over(peer);
        return new Row(what, ours.median(), unit, peer.median(), ratios.median(), budget, ratios.highest95() >= budget);
    }

    boolean isMissed() {
        return Boolean.FALSE.equals(met);
    }
}
