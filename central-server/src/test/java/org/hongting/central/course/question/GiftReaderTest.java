package org.hongting.central.course.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GiftReaderTest {
    @Test
    void eachKindThatTerminalsAskIsRead() {
        List<Question> questions = Readings.taken("questions.gift", """
                // true/false
                ::q1:: 1+1\\=2 {T####一加一等于二。}

                // one of several
                ::Q 2:: What's between orange and green in the spectrum?
                { =yellow # right; good!
                  ~red # wrong, it's yellow
                  ~blue }

                $CATEGORY: tom/dick

                // several
                哪些是“三会一课”？ {
                  ~%50%支部党员大会
                  ~%-100%座谈会
                  ~%50%党课 }

                Two plus {=two =2} equals four.

                Who is buried in Grant's tomb?{=no one =nobody}

                Grant was {~buried =entombed ~living} in Grant's tomb.

                [html]<p>Is <b>water</b> wet?</p>{FALSE#no#well}
                """);

        assertThat(questions)
                .extracting(Question::kind)
                .containsExactly(
                        Question.Kind.TRUE_FALSE,
                        Question.Kind.SINGLE,
                        Question.Kind.MULTIPLE,
                        Question.Kind.FILL_IN,
                        Question.Kind.FILL_IN,
                        Question.Kind.SINGLE,
                        Question.Kind.TRUE_FALSE);
        assertThat(questions.getFirst())
                .isEqualTo(new Question(
                        new QuestionId("q1"), Question.Kind.TRUE_FALSE, "1+1=2", null, null, true, null, "一加一等于二。"));
        assertThat(questions.get(1).id().value()).startsWith("q-");
        assertThat(questions.get(1).options()).containsExactly("yellow", "red", "blue");
        assertThat(questions.get(1).explanation()).isEqualTo("yellow：right; good!\nred：wrong, it's yellow");
        assertThat(questions.get(2).right()).containsExactly(0, 2);
        assertThat(questions.get(3).text()).isEqualTo("Two plus ____ equals four.");
        assertThat(questions.get(3).blanks()).containsExactly(List.of("two", "2"));
        assertThat(questions.get(4).text()).isEqualTo("Who is buried in Grant's tomb?");
        assertThat(questions.get(5).text()).isEqualTo("Grant was ____ in Grant's tomb.");
        assertThat(questions.get(6).text()).isEqualTo("Is water wet?");
        assertThat(questions.get(6).statement()).isFalse();
        assertThat(questions.get(6).explanation()).isEqualTo("no\nwell");
    }

    @Test
    void marksBehindABackslashAreSigns() {
        assertThat(Readings.taken("q.gift", "::t\\:x:: a\\=b \\{c\\} \\~ \\# \\: x\\\\y\\nz {=\\=1 ~\\~2}"))
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.text()).isEqualTo("a=b {c} ~ # : x\\y\nz");
                    assertThat(question.options()).containsExactly("=1", "~2");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Match. {=a -> 1 =b -> 2 =c -> 3}  | 3: is a matching question
            When? {#1945:5}                   | 3: is a numerical question
            Write. {}                         | 3: is an essay
            Only text                         | 3: has no answers in braces
            Never closed {=a                  | 3: its brace { is never closed
            Two {=a} groups {=b}              | 3: has two groups of answers
            ::name Q {=a}                     | 3: its name is never closed
            Nothing marked {abc}              | 3: its answers begin with neither = nor ~
            Half {=a ~%50%b}                  | 3: must have exactly one right option
            Two right {=a =b ~c}              | 3: must have exactly one right option
            None right {~a ~b}                | 3: its right options must have equal weights
            Unequal {~%70%a ~%30%b ~c}        | 3: its right options must have equal weights
            Too little {~%30%a ~%30%b ~c}     | 3: its right options must have equal weights
            Partly {=%50%a =b}                | 3: has an answer that is partly right
            [html]<img src='x.png'>? {=a ~b}  | 3: shows a picture
            """)
    void whatTerminalsCannotAskIsRefusedWithItsLine(String question, String problem) {
        assertThat(Readings.refused("q.gift", "\n// comment\n" + question + "\n\nGood {T}\n"))
                .singleElement()
                .asString()
                .startsWith("line " + problem);
    }

    @Test
    void theLineOfABraceIsTold() {
        assertThat(Readings.refused("q.gift", "A question\nof several lines\n{=a -> 1\n =b -> 2}\n"))
                .singleElement()
                .asString()
                .startsWith("line 3: is a matching question");
    }
}
