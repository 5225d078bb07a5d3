package org.hongting.protocol.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuorumTest {
    @ParameterizedTest
    @CsvSource({">1/2,20,11", ">1/2,21,11", ">=1/2,20,10", ">=2/3,20,14", ">=2/3,21,14", ">=4/5,3,3", ">1/2,0,1"})
    void soManyHeadsAreNeeded(String written, long expected, long needed) {
        Quorum quorum = Quorum.of(written);
        assertThat(quorum.needed(expected)).isEqualTo(needed);
        assertThat(quorum.isReached(needed, expected)).isTrue();
        assertThat(quorum.isReached(needed - 1, expected)).isFalse();
        assertThat(quorum.written()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/2", ">3/2", ">0/2", ">1/1", ">=1/100", ">1/2 ", "half"})
    void whatCannotBeReachedOrReadIsNoQuorum(String written) {
        assertThatThrownBy(() -> Quorum.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyWithoutExpectedMakesAQuorum() {
        assertThat(Quorum.of(">=1/2").isReached(0, 0)).isFalse();
    }
}
