package org.hongting.central.course.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoodleReaderTest {
    private static final String QUIZ = """
            <?xml version="1.0" encoding="UTF-8"?>
            <quiz>
              <question type="category"><category><text>$course$/党史</text></category></question>
              <question type="multichoice">
                <name><text>n</text></name>
                <questiontext format="html"><text><![CDATA[<p>党的<b>生日</b>是？</p><p>请选一项&nbsp;。</p>]]></text></questiontext>
                <generalfeedback format="html"><text>&lt;p&gt;1921 年建党。&lt;/p&gt;</text></generalfeedback>
                <defaultgrade>1.0</defaultgrade><idnumber>party-birthday</idnumber>
                <single>true</single>
                <answer fraction="100" format="html"><text>七月一日</text><feedback format="html"><text></text></feedback></answer>
                <answer fraction="0" format="html"><text>十月一日</text><feedback format="html"><text>国庆节</text></feedback></answer>
              </question>
              <question type="multichoice">
                <questiontext format="plain_text"><text>a &lt; b?</text></questiontext>
                <single>false</single>
                <answer fraction="33.33333"><text>x</text></answer><answer fraction="33.33333"><text>y</text></answer>
                <answer fraction="33.33333"><text>z</text></answer><answer fraction="-50"><text>w</text></answer>
              </question>
              <question type="truefalse">
                <questiontext format="html"><text>Water is wet.</text></questiontext>
                <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
              </question>
              <question type="shortanswer">
                <questiontext format="html"><text>首都？</text></questiontext>
                <answer fraction="100"><text>北京</text></answer><answer fraction="100"><text>Beijing \\*</text></answer>
                <answer fraction="0"><text>南京</text></answer>
              </question>
            </quiz>
            """;

    @Test
    void eachKindThatTerminalsAskIsReadAndWebPagesBecomeText() {
        List<Question> questions = Readings.taken("questions.xml", QUIZ);

        assertThat(questions.getFirst())
                .isEqualTo(new Question(
                        new QuestionId("party-birthday"),
                        Question.Kind.SINGLE,
                        "党的生日是？\n请选一项 。",
                        List.of("七月一日", "十月一日"),
                        List.of(0),
                        null,
                        null,
                        "1921 年建党。\n十月一日：国庆节"));
        assertThat(questions.get(1).kind()).isEqualTo(Question.Kind.MULTIPLE);
        assertThat(questions.get(1).text()).isEqualTo("a < b?");
        assertThat(questions.get(1).right()).containsExactly(0, 1, 2);
        assertThat(questions.get(2).statement()).isTrue();
        assertThat(questions.get(3).blanks()).containsExactly(List.of("北京", "Beijing *"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"matching", "numerical", "essay", "cloze", "description", "calculated", ""})
    void otherKindsAreRefusedWithTheLineOfTheirElement(String type) {
        assertThat(Readings.refused("q.xml", QUIZ.replace("type=\"truefalse\"", "\ntype=\"" + type + "\"")))
                .singleElement()
                .asString()
                .matches("line 20: is of a kind that terminals do not ask.*");
    }

    @Test
    void filesPicturesPartialWeightsAndStarsAreRefusedEachWithItsLine() {
        assertThat(Readings.refused("q.xml", """
                <quiz>
                <question type="truefalse">
                <questiontext format="html"><text>see</text><file name="a.png" encoding="base64">AAAA</file></questiontext>
                <answer fraction="100"><text>true</text></answer></question>
                <question type="truefalse">
                <questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt;</text></questiontext>
                <answer fraction="100"><text>true</text></answer></question>
                <question type="multichoice"><single>true</single>
                <questiontext format="html"><text>q</text></questiontext>
                <answer fraction="100"><text>a</text></answer>
                <answer fraction="50"><text>b</text></answer></question>
                <question type="shortanswer">
                <questiontext format="html"><text>q</text></questiontext>
                <answer fraction="100"><text>*</text></answer></question>
                <question type="multichoice"><single>true</single>
                <questiontext format="html"><text>r</text></questiontext>
                <answer fraction="NaN"><text>a</text></answer></question>
                </quiz>
                """))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("line 3: holds a picture or another file"),
                        one -> assertThat(one).startsWith("line 6: shows a picture"),
                        one -> assertThat(one).startsWith("line 8: must have exactly one right option"),
                        one -> assertThat(one).startsWith("line 14: has a star"),
                        one -> assertThat(one).startsWith("line 17: an answer has a fraction"));
    }

    @Test
    void nothingOutsideTheFileIsOpenedAndNoEntityGrows() {
        assertThat(Readings.refused("q.xml", """
                <?xml version="1.0"?>
                <!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <quiz><question type="truefalse"><questiontext><text>&x;</text></questiontext></question></quiz>
                """))
                .singleElement()
                .asString()
                .startsWith("line 2: declares a document type");
        assertThat(Readings.refused("q.xml", "<quiz>\n&lol;</quiz>"))
                .singleElement()
                .asString()
                .startsWith("line 2: ");
    }

    @Test
    void whatIsNoMoodleFileIsRefused() {
        assertThat(Readings.refused("q.xml", "<html>\n</html>"))
                .containsExactly(
                        "line 1: is no question bank of Moodle: its XML begins with <quiz>, this with another word");
        assertThat(Readings.refused("q.xml", "<quiz>\n<question>\n</quiz>"))
                .containsExactly("line 3: is not well-formed XML: export it from Moodle once more");
        assertThat(Readings.refused("q.xml", "<quiz>" + "<a>".repeat(1000)))
                .containsExactly("line 1: holds more than a question bank of Moodle does");
        assertThat(Readings.refused("q.xml", "<quiz></quiz>"))
                .containsExactly("line 1: there is no question in the file");
    }
}
