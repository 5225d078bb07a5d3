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
    void wordsOfAnotherScriptAreReadAsWordsAndNotByTheirLetters() {
        assertThat(ReadingPace.signs("党员的权利")).isEqualTo(5);
        assertThat(ReadingPace.signs("the rights of members, 1921")).isEqualTo(5 * 350 / 200);
        assertThat(ReadingPace.signs("学习 the charter 党章")).isEqualTo(4 + 3);
        assertThat(ReadingPace.signs(" ,.!")).isZero();
        assertThat(ReadingPace.seconds(350)).isEqualTo(60);
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
