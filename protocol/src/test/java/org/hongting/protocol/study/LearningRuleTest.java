package org.hongting.protocol.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRuleTest {
    private static final LearningRule RULE = LearningRule.STANDARD;

    @ParameterizedTest
    @CsvSource({"0, 0, 90, 90", "1, 1, 90, 90", "350, 60, 120, 180", "525, 90, 180, 270", "2000, 343, 300, 1029"})
    void howLongAPageMayStandFollowsWhatIsOnIt(int characters, long expected, long idle, long most) {
        Studied.Page page = Studied.Page.ofCharacters(characters);
        assertThat(page.expected()).isEqualTo(Duration.ofSeconds(expected));
        assertThat(RULE.idleLimit(page)).isEqualTo(Duration.ofSeconds(idle));
        assertThat(RULE.mostOfOneVisit(page)).isEqualTo(Duration.ofSeconds(most));
    }

    @Test
    void questionsHaveThreeMinutes() {
        Studied.Quiz quiz = new Studied.Quiz(Duration.ofSeconds(40));
        assertThat(RULE.idleLimit(quiz)).isEqualTo(Duration.ofMinutes(3));
        assertThat(RULE.mostOfOneVisit(quiz)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void nothingIsReadInLessThanNoTime() {
        assertThatThrownBy(() -> new Studied.Page(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
