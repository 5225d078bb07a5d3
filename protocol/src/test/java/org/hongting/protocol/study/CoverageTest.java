package org.hongting.protocol.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    @Test
    void whatIsSeenTwiceIsSeen() {
        Coverage coverage = Coverage.of(0, 5).and(Coverage.of(3, 8)).and(Coverage.of(8, 9));

        assertThat(coverage).isEqualTo(Coverage.of(0, 9));
        assertThat(coverage.within(20)).isEqualTo(9);
        assertThat(coverage.holds(Coverage.of(2, 4))).isTrue();
        assertThat(coverage.holds(Coverage.of(8, 10))).isFalse();
    }

    @Test
    void aLessonThatBecameShorterIsNotSeenBeyondItsEnd() {
        assertThat(Coverage.of(0, 9).and(Coverage.of(15, 18)).within(5)).isEqualTo(5);
    }

    @Test
    void orderAndRepetitionChangeNothing() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Coverage> seen = new ArrayList<>(IntStream.range(0, 20)
                    .map(i -> random.nextInt(100))
                    .mapToObj(from -> Coverage.of(from, from + 1 + random.nextInt(9)))
                    .toList());
            Coverage first = seen.stream().reduce(Coverage.NONE, Coverage::and);
            seen.addAll(List.copyOf(seen));
            Collections.shuffle(seen, random);

            assertThat(seen.stream().reduce(Coverage.NONE, Coverage::and))
                    .as("seed %d", seed)
                    .isEqualTo(first);
        }
    }

    @Test
    void whoeverJumpsAboutBeyondMeasureIsToldTooLittleAndNeverTooMuch() {
        Coverage jumping = IntStream.range(0, 200)
                .mapToObj(i -> Coverage.of(2 * i, 2 * i + 1))
                .reduce(Coverage.NONE, Coverage::and);

        assertThat(jumping.parts()).hasSize(Coverage.MOST);
        assertThat(jumping.within(400)).isEqualTo(Coverage.MOST);
    }

    @Test
    void stretchesOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new Coverage(List.of(new Coverage.Part(5, 6), new Coverage.Part(1, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Coverage.of(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Coverage.of(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereSomebodyGoesOnIsTheFirstPartThatIsMissing() {
        Coverage most = Coverage.of(0, 3).and(Coverage.of(5, 9));
        assertThat(most.firstGap()).isEqualTo(3);
        assertThat(Coverage.NONE.firstGap()).isZero();
        assertThat(Coverage.of(2, 3).firstGap()).isZero();
    }
}
