package org.hongting.central.course.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.junit.jupiter.api.Test;

class AikenReaderTest {
    @Test
    void questionsAreReadAsMoodleDocumentsThem() {
        List<Question> questions = Readings.taken("questions.txt", """
                What is the correct answer to this question?
                A. Is it this one?
                B. Maybe this answer?
                C. Possibly this one?
                ANSWER: B

                党的最高理想和最终目标是什么？
                A) 实现共产主义
                B) 实现小康
                ANSWER: A
                """);

        assertThat(questions).extracting(Question::kind).containsOnly(Question.Kind.SINGLE);
        assertThat(questions.getFirst().options())
                .containsExactly("Is it this one?", "Maybe this answer?", "Possibly this one?");
        assertThat(questions.getFirst().right()).containsExactly(1);
        assertThat(questions.getLast().text()).isEqualTo("党的最高理想和最终目标是什么？");
    }

    @Test
    void severalLettersMakeAQuestionWithSeveralRightOptions() {
        List<Question> questions = Readings.taken("q.txt", "下列哪些是纪律处分？\nA.警告\nB.严重警告\nC.罚款\nD.留党察看\nANSWER: A、B D\n");

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Question.Kind.MULTIPLE);
            assertThat(question.right()).containsExactly(0, 1, 3);
            assertThat(question.options()).containsExactly("警告", "严重警告", "罚款", "留党察看");
        });
    }

    @Test
    void aQuestionKeepsItsIdWhileItsTextStaysTheSame() {
        QuestionId id =
                Readings.taken("q.txt", "Q\nA. x\nB. y\nANSWER: A\n").getFirst().id();

        assertThat(Readings.taken("q.txt", "Other\nA. x\nB. y\nANSWER: A\n\nQ\nA. y\nB. z\nANSWER: B\n"))
                .extracting(Question::id)
                .contains(id);
        assertThat(id.value()).matches("q-[0-9a-f]{12}");
    }

    @Test
    void allThatIsWrongIsToldWithItsLine() {
        assertThat(Readings.refused("q.txt", """
                No options
                ANSWER: A

                No answer
                A. one
                B. two

                Gap in the letters
                A. one
                C. two
                ANSWER: A

                Answer is no letter
                A. one
                B. two
                ANSWER: 1

                Answer is no option
                A. one
                B. two
                ANSWER: C
                ANSWER: A
                Twice
                A. same
                B. same
                ANSWER: A
                """))
                .containsExactly(
                        "line 1: has 0 options: give 2 to 10",
                        "line 1: its answer names option A, which is not there",
                        "line 4: no line ANSWER: follows before line 8",
                        "line 10: is option C where B is next",
                        "line 16: an answer is the letter of an option, or several: ANSWER: A",
                        "line 18: its answer names option C, which is not there",
                        "line 22: is an answer without a question before it",
                        "line 23: option B says what another says: change or remove it");
    }

    @Test
    void anAnswerOfAHundredThousandLettersIsNone() {
        assertThat(Readings.refused("q.txt", "Q\nA. x\nB. y\nANSWER: " + "A".repeat(100_000) + "\n"))
                .containsExactly("line 4: an answer is the letter of an option, or several: ANSWER: A");
    }

    @Test
    void theSameQuestionTwiceIsRefusedWithBothLines() {
        assertThat(Readings.refused("q.txt", "Q\nA. x\nB. y\nANSWER: A\n\nQ\nA. x\nB. z\nANSWER: A\n"))
                .singleElement()
                .asString()
                .startsWith("line 6: is the question of line 1 again");
    }

    @Test
    void moreQuestionsThanABankHasAreRefusedAtTheFirstThatIsTooMany() {
        String file = IntStream.rangeClosed(1, 10_001)
                .mapToObj(i -> "Question " + i + "\nA. x\nB. y\nANSWER: A\n")
                .collect(Collectors.joining());

        assertThat(Readings.refused("q.txt", file))
                .containsExactly("line 8001: a bank has at most 2000 questions: make several banks of the file");
    }

    @Test
    void noMoreThanAHundredProblemsAreTold() {
        assertThat(Readings.refused("q.txt", "Q\nANSWER: A\n".repeat(10_000))).hasSize(100);
    }
}
