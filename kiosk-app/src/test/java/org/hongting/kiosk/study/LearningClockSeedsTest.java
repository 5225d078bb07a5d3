package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.hongting.protocol.study.LearningRule;
import org.hongting.protocol.study.Studied;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done at a screen, in whatever order: what is counted lies within the time that passed, and is counted
/// once.
class LearningClockSeedsTest {
    private static final int SEEDS_OF_EACH = 250;
    private static final int STEPS = 300;
    private static final List<Evidence> EVIDENCE = List.of(Evidence.values());

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void whateverIsDoneNothingIsCountedTwiceOrOutsideTheTimeThatPassed(long group) {
        for (long seed = group * SEEDS_OF_EACH; seed < (group + 1) * SEEDS_OF_EACH; seed++) {
            try {
                live(new Random(seed));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void live(Random random) {
        long begun = random.nextLong(0, Long.MAX_VALUE / 2);
        long now = begun;
        long awake = 0;
        LearningClock clock = new LearningClock(LearningRule.STANDARD, new Random(1), 0, content(random), now);
        List<Interval> earned = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            boolean sleeps = random.nextInt(40) == 0;
            long passed = sleeps ? random.nextLong(6_000, 10_000_000) : random.nextLong(0, 5_000);
            now += passed;
            awake += sleeps ? 0 : passed;
            Phase before = clock.phase();
            switch (random.nextInt(8)) {
                case 0 -> clock.turn(random.nextInt(5), content(random), now);
                case 1 -> clock.settle();
                case 2, 3 -> clock.show(EVIDENCE.get(random.nextInt(EVIDENCE.size())), now);
                default -> clock.tick(now);
            }
            if (before == Phase.OVER) {
                assertThat(clock.phase()).isEqualTo(Phase.OVER);
            }
            List<Interval> taken = clock.take();
            List<Interval> held = clock.checkpoint();
            earned.addAll(taken);
            List<Interval> all = new ArrayList<>(earned);
            all.addAll(held);
            ordered(all, begun, now);
        }
        clock.finish(now);
        earned.addAll(clock.take());
        ordered(earned, begun, now);
        assertThat(clock.phase()).isEqualTo(Phase.OVER);
        assertThat(earned.stream().map(Interval::credited).reduce(Duration.ZERO, Duration::plus))
                .as("a machine that sleeps earns nothing")
                .isLessThanOrEqualTo(Duration.ofMillis(awake));
    }

    private static void ordered(List<Interval> all, long begun, long now) {
        long end = begun;
        for (Interval interval : all) {
            assertThat(interval.from()).isGreaterThanOrEqualTo(end);
            end = interval.until();
        }
        assertThat(end).isLessThanOrEqualTo(now);
    }

    private static Studied content(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Studied.Page(Duration.ofSeconds(random.nextLong(0, 400)));
            case 1 -> new Studied.Quiz(Duration.ofSeconds(random.nextLong(0, 200)));
            default -> new Studied.Media();
        };
    }
}
