package org.hongting.device;

import java.time.Duration;

/// The pauses between attempts to get a lost device back: `first`, then twice as long each time, up to
/// `longest`. No random part: a terminal's devices are its own, nobody else is waiting for them.
public record Backoff(Duration first, Duration longest) {
    /// Quick enough that a plug pulled and put back is hardly noticed, slow enough that a dead device costs
    /// nothing.
    public static final Backoff USUAL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses must be positive and not shrink: " + first + ", " + longest);
        }
    }

    /// @param attempt 0 for the first attempt after the device was lost
    public Duration pauseBefore(int attempt) {
        // 20 doublings pass any sensible longest pause and cannot overflow.
        Duration pause = first.multipliedBy(1L << Math.min(attempt, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
