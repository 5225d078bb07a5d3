package org.hongting.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void percentilesAreNearestRanks() {
        Sample sample = Sample.of(100, i -> 100 - i);
        assertThat(sample.median()).isEqualTo(50);
        assertThat(sample.percentile(95)).isEqualTo(95);
        assertThat(Sample.of(7).percentile(95)).isEqualTo(7);
    }

    @Test
    void theIntervalOfTheMedianNarrowsWithTheNumberOfValues() {
        assertThat(Sample.of(3, i -> i).lowest95()).isEqualTo(0);
        assertThat(Sample.of(100, i -> i).lowest95()).isEqualTo(39);
        assertThat(Sample.of(10_000, i -> i / 100.0).lowest95()).isCloseTo(49, within(0.1));
    }

    @Test
    void aMachineThatGrowsSlowerChangesNoRatio() {
        Sample peer = Sample.of(40, i -> 1 + i);
        Sample ours = Sample.of(40, i -> 1.25 * (1 + i));
        assertThat(Row.against("x", ours, peer, "ms", 1.3).met()).isTrue();
        assertThat(Row.against("x", ours, peer, "ms", 1.2).met()).isFalse();
        assertThat(Row.against("x", ours, peer, "ms", 1.2).ratio()).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void whatMustBeReachedIsMissedOnlyWhereTheWholeIntervalLiesBelow() {
        Sample peer = Sample.of(9, i -> 100 + i);
        Sample ours = Sample.of(9, i -> (0.5 + 0.02 * i) * (100 + i));
        assertThat(Row.reaching("x", ours, peer, "a s", 0.6).met()).isTrue();
        assertThat(Row.reaching("x", ours, peer, "a s", 0.7).isMissed()).isTrue();
        assertThat(Row.reaching("x", ours, peer, "a s", 0.6).ratio()).isCloseTo(0.58, within(1e-9));
    }

    @Test
    void aBudgetIsMissedOnlyBeyondTheInterval() {
        Sample noisy = Sample.of(9, i -> 0.3 + 0.1 * i);
        assertThat(Row.below("x", noisy, "ms", 0.5).met()).isTrue();
        assertThat(Row.below("x", noisy, "ms", 0.2).met()).isFalse();
        assertThat(Row.below("lost", 0, "codes", 0).met()).isTrue();
        assertThat(Row.below("lost", 1, "codes", 0).isMissed()).isTrue();
        assertThat(Row.of("x", 1, "ms").isMissed()).isFalse();
    }
}
