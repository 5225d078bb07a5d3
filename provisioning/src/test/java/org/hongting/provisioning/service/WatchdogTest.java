package org.hongting.provisioning.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.hongting.provisioning.service.Watchdog.Post;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final List<String> told = new ArrayList<>();

    private Watchdog watchdog(Post... posts) {
        return new Watchdog(scheduler, told::add, () -> List.of(posts), EVERY);
    }

    private static Post living(String name) {
        return new Post(name, Runnable::run);
    }

    private long feedings() {
        return told.stream().filter("WATCHDOG=1"::equals).count();
    }

    @Test
    void aRoundThatEveryPostAnswersFeedsOnce() {
        watchdog(living("a"), living("b")).start();

        scheduler.pass(Duration.ofSeconds(31));

        assertThat(told).containsOnly("WATCHDOG=1");
        assertThat(feedings()).isEqualTo(4);
    }

    @Test
    void aPostThatDoesNotAnswerStarvesTheWatchdogAndIsNamed() {
        Queue<Runnable> held = new ArrayDeque<>();
        watchdog(living("a"), new Post("the desk", held::add), living("c")).start();

        scheduler.pass(Duration.ofHours(1));

        assertThat(feedings()).isZero();
        assertThat(told).containsExactly("STATUS=the desk does not answer");
        assertThat(held).as("nothing piles up behind it").hasSize(1);

        held.remove().run();
        scheduler.pass(Duration.ZERO);

        assertThat(told).endsWith("STATUS=goes on", "WATCHDOG=1");
    }

    @Test
    void eachPostAloneCanStarveIt() {
        for (int stuck = 0; stuck < 3; stuck++) {
            List<Post> posts = new ArrayList<>(List.of(living("a"), living("b"), living("c")));
            posts.set(stuck, new Post("stuck", _ -> {}));
            watchdog(posts.toArray(Post[]::new)).start();
        }

        scheduler.pass(Duration.ofMinutes(5));

        assertThat(feedings()).isZero();
    }

    @Test
    void aPostThatFailsIsAskedAgain() {
        int[] asked = {0};
        watchdog(new Post("the database", passed -> {
                    if (asked[0]++ < 2) {
                        throw new IllegalStateException("starts again");
                    }
                    passed.run();
                }))
                .start();

        scheduler.pass(EVERY);
        assertThat(feedings()).isZero();

        scheduler.pass(EVERY);
        assertThat(feedings()).isEqualTo(1);
    }

    @Test
    void thePaceIsAQuarterOfTheManagersPatience() {
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "60000000"))).contains(Duration.ofSeconds(15));
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "3600000000"))).contains(Duration.ofSeconds(20));
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "1"))).contains(Duration.ofMillis(100));
    }

    @Test
    void whereNobodyWatchesThereIsNoPace() {
        assertThat(Watchdog.pace(Map.of())).isEmpty();
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "0"))).isEmpty();
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "-5"))).isEmpty();
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "soon"))).isEmpty();
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "99999999999999999999")))
                .isEmpty();
        assertThat(Watchdog.pace(Map.of("WATCHDOG_USEC", "" + Long.MAX_VALUE))).isEmpty();
    }
}
