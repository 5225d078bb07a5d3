package org.hongting.sync.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: full jitter below a ceiling that doubles from 1 s to 1 min, so that all
/// are back soon after a long outage. A session under a minute counts as one more failure, so that a line which comes
/// up and dies cannot hammer the broker, and a whole fleet that lost its broker comes back spread out.
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofMinutes(1);
    private static final Duration FLOOR = Duration.ofMillis(100);
    private static final Duration STABLE = Duration.ofSeconds(60);
    private static final int DOUBLINGS = 6;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param online how long the session that just ended was up; zero for none
    Duration afterSessionOf(Duration online) {
        if (online.compareTo(STABLE) >= 0) {
            failures = 0;
        }
        long ceiling = Math.min(LAST.toMillis(), FIRST.toMillis() << Math.min(failures, DOUBLINGS));
        failures++;
        return Duration.ofMillis(Math.max(FLOOR.toMillis(), random.nextLong(ceiling + 1)));
    }
}
