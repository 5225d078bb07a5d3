package org.hongting.central.alert;

/// What one look at one thing gave.
///
/// @param detail the number that was measured, for people
/// @param muted true while something larger says the same
public record Observation(Finding finding, String detail, boolean muted) {
    /// Whether it is so.
    public enum Finding {
        YES,
        NO,
        /// Between the two, or nobody knows: what was said before stays, and nothing new is said.
        UNSURE
    }

    static final Observation UNSURE = new Observation(Finding.UNSURE, "", false);

    static Observation of(boolean so, boolean clearlyNot, String detail) {
        return new Observation(so ? Finding.YES : clearlyNot ? Finding.NO : Finding.UNSURE, detail, false);
    }

    static Observation of(boolean so, String detail) {
        return of(so, !so, detail);
    }

    Observation mutedIf(boolean larger) {
        return new Observation(finding, detail, larger);
    }
}
