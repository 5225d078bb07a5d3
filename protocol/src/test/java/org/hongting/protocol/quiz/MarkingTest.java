package org.hongting.protocol.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.json.MalformedJson;
import org.junit.jupiter.api.Test;

class MarkingTest {
    private static final List<String> OPTIONS = List.of("甲", "乙", "丙", "丁");
    private static final Question SINGLE = Questions.single("q1", OPTIONS, 2);
    private static final Question MULTIPLE = Questions.multiple("q2", OPTIONS, List.of(0, 3));
    private static final Question STATEMENT = Questions.statement("q3", false);
    private static final Question BLANKS =
            Questions.blanks("q4", List.of(List.of("实事求是"), List.of("1921", "一九二一"), List.of("Marx")));

    private static int marked(Question question, Answer answer, boolean part) {
        return Marking.of(question, Optional.of(answer), part);
    }

    @Test
    void oneOptionAndAStatementAreRightOrNothing() {
        assertThat(marked(SINGLE, Answer.chosen(List.of(2)), true)).isEqualTo(100);
        assertThat(marked(SINGLE, Answer.chosen(List.of(1)), true)).isZero();
        assertThat(marked(SINGLE, Answer.chosen(List.of()), true)).isZero();
        assertThat(marked(STATEMENT, Answer.said(false), true)).isEqualTo(100);
        assertThat(marked(STATEMENT, Answer.said(true), true)).isZero();
    }

    @Test
    void someOfTheRightOptionsAreHalfWithPartMarksAndNothingWithout() {
        assertThat(marked(MULTIPLE, Answer.chosen(List.of(3, 0)), false)).isEqualTo(100);
        assertThat(marked(MULTIPLE, Answer.chosen(List.of(3)), true)).isEqualTo(50);
        assertThat(marked(MULTIPLE, Answer.chosen(List.of(3)), false)).isZero();
        assertThat(marked(MULTIPLE, Answer.chosen(List.of(0, 1, 3)), true)).isZero();
        assertThat(marked(MULTIPLE, Answer.chosen(List.of()), true)).isZero();
    }

    @Test
    void blanksAreComparedWithoutWidthCaseSpacesAndPunctuation() {
        assertThat(marked(BLANKS, Answer.filled(List.of(" 实事 求是。", "１９２１", "MARX")), false))
                .isEqualTo(100);
        assertThat(marked(BLANKS, Answer.filled(List.of("实事求是", "一九二一", "")), false))
                .isEqualTo(66);
        assertThat(marked(BLANKS, Answer.filled(List.of("", "", "")), false)).isZero();
    }

    @Test
    void aWordingOfNothingButPunctuationIsComparedAsItStands() {
        Question dots = Questions.blanks("q5", List.of(List.of("……")));

        assertThat(marked(dots, Answer.filled(List.of("……")), false)).isEqualTo(100);
        assertThat(marked(dots, Answer.filled(List.of("")), false)).isZero();
        assertThat(marked(dots, Answer.filled(List.of("?")), false)).isZero();
    }

    @Test
    void noAnswerAndOneThatDoesNotFitAreWorthNothing() {
        assertThat(Marking.of(SINGLE, Optional.empty(), true)).isZero();
        assertThat(marked(SINGLE, Answer.said(true), true)).isZero();
        assertThat(marked(SINGLE, Answer.chosen(List.of(1, 2)), true)).isZero();
        assertThat(marked(SINGLE, Answer.chosen(List.of(9)), true)).isZero();
        assertThat(marked(BLANKS, Answer.filled(List.of("实事求是")), true)).isZero();
    }

    @Test
    void aPercentageIsRoundedDown() {
        assertThat(new Score(599, 1000).percent()).isEqualTo(59);
        assertThat(new Score(0, 0).percent()).isZero();
    }

    @Test
    void aBankIsReadAsItWasWritten() {
        QuestionBank bank = new QuestionBank(List.of(SINGLE, MULTIPLE, STATEMENT, BLANKS));

        assertThat(QuestionBank.read(bank.write())).isEqualTo(bank);
    }

    @Test
    void questionsWithoutAKeyOfTheirKindAreRefused() {
        assertThatThrownBy(() -> Questions.single("q", OPTIONS, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Questions.multiple("q", OPTIONS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Questions.multiple("q", List.of("甲", "甲"), List.of(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Questions.blanks("q", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuestionBank(List.of(SINGLE, SINGLE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QuestionBank.read(
                        "{\"questions\":[{\"id\":\"q\",\"kind\":\"single\",\"text\":\"?\",\"statement\":true}]}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> QuestionBank.read(new byte[4 * 1024 * 1024 + 1]))
                .isInstanceOf(MalformedJson.class);
    }
}
