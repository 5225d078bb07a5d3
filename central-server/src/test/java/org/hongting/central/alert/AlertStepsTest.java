package org.hongting.central.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.hongting.central.alert.Observation.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertStepsTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final AlertKey HOT = new AlertKey(AlertRule.TEMPERATURE, "kiosk-1");
    private static final Duration LASTING = AlertRule.TEMPERATURE.standard().lasting();

    private static final List<Finding> FINDINGS = List.of(Finding.YES, Finding.NO, Finding.UNSURE);

    private Map<AlertKey, AlertState> open = Map.of();
    private Instant now = START;

    private static Observation seen(Finding finding) {
        return new Observation(finding, "81", false);
    }

    private AlertSteps.Step step(Duration later, Map<AlertKey, Observation> seen) {
        now = now.plus(later);
        AlertSteps.Step step =
                AlertSteps.next(open, seen, rule -> rule.standard().lasting(), now);
        open = step.open();
        return step;
    }

    private AlertSteps.Step step(Duration later, Finding finding) {
        return step(later, Map.of(HOT, seen(finding)));
    }

    @Test
    void itFiresOnceItHasLastedAndClearsOnceItWasCalm() {
        assertThat(step(Duration.ZERO, Finding.YES).fired()).isEmpty();
        assertThat(step(LASTING.minusSeconds(1), Finding.YES).fired()).isEmpty();
        assertThat(step(Duration.ofSeconds(1), Finding.YES).fired()).containsExactly(HOT);
        assertThat(step(Duration.ofHours(1), Finding.YES).fired()).isEmpty();
        assertThat(step(Duration.ofSeconds(10), Finding.NO).cleared()).isEmpty();
        assertThat(step(AlertSteps.CALM, Finding.NO).cleared()).containsExactly(HOT);
        assertThat(open).isEmpty();
    }

    @Test
    void whatComesAndGoesIsOneAlert() {
        step(Duration.ZERO, Finding.YES);
        step(LASTING, Finding.YES);
        for (int i = 0; i < 100; i++) {
            AlertSteps.Step step = step(Duration.ofSeconds(30), i % 3 == 0 ? Finding.YES : Finding.NO);
            assertThat(step.fired()).isEmpty();
            assertThat(step.cleared()).isEmpty();
        }
    }

    @Test
    void whatNobodyKnowsChangesNothingThatWasSaid() {
        step(Duration.ZERO, Finding.YES);
        step(Duration.ofSeconds(10), Finding.UNSURE);
        assertThat(open).isEmpty();
        step(Duration.ofSeconds(10), Finding.YES);
        step(LASTING, Finding.YES);
        step(Duration.ofDays(1), Finding.UNSURE);
        assertThat(open.values()).hasSize(1).allMatch(AlertState::hasFired);
    }

    @Test
    void whileSomethingLargerSaysItNothingFiresAndAfterItAtOnce() {
        Map<AlertKey, Observation> muted = Map.of(HOT, seen(Finding.YES).mutedIf(true));
        step(Duration.ZERO, muted);
        assertThat(step(LASTING.multipliedBy(3), muted).fired()).isEmpty();
        assertThat(step(Duration.ofSeconds(10), Finding.YES).fired()).containsExactly(HOT);
    }

    @Test
    void whatIsLookedAtNoMoreClearsAtOnce() {
        step(Duration.ZERO, Finding.YES);
        step(LASTING, Finding.YES);
        assertThat(step(Duration.ofSeconds(10), Map.of()).cleared()).containsExactly(HOT);
    }

    @Test
    void aClockThatIsSetBackFiresNothingAndLosesNothing() {
        step(Duration.ZERO, Finding.YES);
        assertThat(step(Duration.ofDays(-3), Finding.YES).fired()).isEmpty();
        now = START;
        assertThat(step(LASTING, Finding.YES).fired()).containsExactly(HOT);
        step(Duration.ofSeconds(10), Finding.NO);
        step(Duration.ofDays(-1), Finding.NO);
        assertThat(step(AlertSteps.CALM, Finding.NO).cleared()).containsExactly(HOT);
    }

    /// Whatever is seen, in whatever order and pace: something fires only after it was seen for long enough,
    /// clears only after it fired, fires again no sooner than calm and length allow,
    /// and is never forgotten while it fires.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noSeedFlapsOrLosesAClear(long seed) {
        Random random = new Random(seed);
        List<AlertKey> keys =
                List.of(HOT, new AlertKey(AlertRule.DISK, "kiosk-1"), new AlertKey(AlertRule.OFFLINE, "k"));
        Map<AlertKey, Boolean> firing = new HashMap<>();
        Map<AlertKey, Instant> yesSince = new HashMap<>();
        Map<AlertKey, Instant> noSince = new HashMap<>();
        Map<AlertKey, Instant> clearedAt = new HashMap<>();
        Map<AlertKey, Finding> mood = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            Map<AlertKey, Observation> seen = new TreeMap<>();
            for (AlertKey key : keys) {
                if (random.nextInt(20) == 0 || !mood.containsKey(key)) {
                    mood.put(key, FINDINGS.get(random.nextInt(FINDINGS.size())));
                }
                seen.put(key, seen(Objects.requireNonNull(mood.get(key))));
            }
            AlertSteps.Step step = step(Duration.ofSeconds(1 + random.nextInt(40)), seen);
            for (AlertKey key : keys) {
                Finding finding = Objects.requireNonNull(mood.get(key));
                note(yesSince, key, finding == Finding.YES);
                note(noSince, key, finding == Finding.NO);
                Duration lasting = key.rule().standard().lasting();
                if (step.fired().contains(key)) {
                    assertThat(firing.put(key, true)).isNotEqualTo(true);
                    assertThat(since(yesSince, key)).isGreaterThanOrEqualTo(lasting);
                    if (clearedAt.containsKey(key)) {
                        assertThat(since(clearedAt, key)).isGreaterThanOrEqualTo(lasting);
                    }
                }
                if (step.cleared().contains(key)) {
                    assertThat(firing.put(key, false)).isEqualTo(true);
                    assertThat(since(noSince, key)).isGreaterThanOrEqualTo(AlertSteps.CALM);
                    clearedAt.put(key, now);
                }
                AlertState state = open.get(key);
                assertThat(state != null && state.hasFired()).isEqualTo(firing.getOrDefault(key, false));
                boolean longCalm =
                        noSince.containsKey(key) && since(noSince, key).compareTo(AlertSteps.CALM.plusSeconds(80)) > 0;
                assertThat(longCalm && firing.getOrDefault(key, false)).isFalse();
            }
        }
        assertThat(new ArrayList<>(clearedAt.keySet())).containsExactlyInAnyOrderElementsOf(keys);
    }

    private Duration since(Map<AlertKey, Instant> moments, AlertKey key) {
        return Duration.between(Objects.requireNonNull(moments.get(key)), now);
    }

    private void note(Map<AlertKey, Instant> since, AlertKey key, boolean is) {
        if (is) {
            since.putIfAbsent(key, now);
        } else {
            since.remove(key);
        }
    }
}
