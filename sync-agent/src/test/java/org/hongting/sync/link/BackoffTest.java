package org.hongting.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration NO_SESSION = Duration.ZERO;

    @Test
    void whoCouldNotConnectForHoursIsBackWithinAMinuteOfTheCentre() {
        Backoff backoff = new Backoff(new Random(4));
        Duration longest = Duration.ZERO;
        for (int failure = 0; failure < 1000; failure++) {
            Duration pause = backoff.afterSessionOf(NO_SESSION);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    }

    @Test
    void theFirstPauseIsShortAgainAfterAStableSession() {
        Backoff backoff = new Backoff(new Random(4));
        for (int failure = 0; failure < 10; failure++) {
            backoff.afterSessionOf(NO_SESSION);
        }
        assertThat(backoff.afterSessionOf(Duration.ofMinutes(2))).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
