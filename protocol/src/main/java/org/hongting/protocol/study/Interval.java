package org.hongting.protocol.study;

import java.time.Duration;

/// Learning time without a gap, by the monotonic clock of one boot of one terminal, in milliseconds.
///
/// @param from the first moment that counts
/// @param until counted up to here, and not beyond
/// @param proven the last evidence within: what lies behind it rests on the grace, or on a break that nobody foresaw
public record Interval(long from, long until, long proven) {
    public Interval {
        if (from > proven || proven > until) {
            throw new IllegalArgumentException("evidence lies within what it proves: " + from + " to " + until);
        }
    }

    /// What is counted.
    public Duration credited() {
        return Duration.ofMillis(until - from);
    }

    /// What lies between two pieces of evidence. The difference to [#credited] is how far that may be wrong.
    public Duration evidenceOnly() {
        return Duration.ofMillis(proven - from);
    }
}
