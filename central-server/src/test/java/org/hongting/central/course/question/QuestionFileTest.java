package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Random;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.junit.jupiter.api.Test;

class QuestionFileTest {
    private static final String AIKEN = "党的生日是哪一天？\r\nA. 七月一日\r\nB. 十月一日\r\nANSWER: A\r\n";

    private static String refused(String name, byte[] file) {
        assertThat(Readings.refused(QuestionFile.read(name, file))).hasSize(1);
        return Readings.refused(QuestionFile.read(name, file)).getFirst();
    }

    @Test
    void textIsReadInUtf8WithOrWithoutAMarkAndInGb18030() {
        for (byte[] file : new byte[][] {
            AIKEN.getBytes(UTF_8), ("\uFEFF" + AIKEN).getBytes(UTF_8), AIKEN.getBytes(Charset.forName("GB18030"))
        }) {
            assertThat(Readings.taken(QuestionFile.read("q.txt", file)))
                    .singleElement()
                    .extracting(Question::text)
                    .isEqualTo("党的生日是哪一天？");
        }
    }

    @Test
    void anotherEncodingIsRefused() {
        assertThat(refused("q.txt", ("\uFEFF" + AIKEN).getBytes(UTF_16LE))).contains("neither UTF-8 nor GB18030");
        assertThat(refused("q.txt", new byte[] {'A', (byte) 0xFF, 0, 1})).contains("neither UTF-8 nor GB18030");
        assertThat(refused("q.txt", new byte[] {'A', 0, 'B', '{', '}'})).contains("neither UTF-8 nor GB18030");
    }

    @Test
    void whatIsNoBankIsRefusedWithOneSentence() {
        assertThat(refused("q.pdf", "%PDF-1.7\n".getBytes(UTF_8))).contains("is a PDF");
        assertThat(refused("q.doc", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}))
                .contains("old or encrypted office file");
        assertThat(refused("q.csv", "题型,题干\n单选,x\n".getBytes(UTF_8))).contains("no questions in a form that is known");
        assertThat(refused("q.txt", new byte[0])).isEqualTo("line 1: is empty");
    }

    @Test
    void aFileOfFiveMebibytesIsRefusedUnread() {
        assertThat(refused("q.txt", "Q\nA. x\nB. y\nANSWER: A\n".repeat(250_000).getBytes(UTF_8)))
                .startsWith("line 1: has more than 4 MiB");
    }

    @Test
    void ourOwnJsonIsReadStrictly() {
        String bank = """
                {"questions":[
                 {"id":"a","kind":"true-false","text":"t","statement":true},
                 {"id":"b","kind":"single","text":"s","options":["x","y"],"right":[1]}]}""";
        assertThat(QuestionFile.read("q.json", bank.getBytes(UTF_8)))
                .isEqualTo(new BankReading.Taken(QuestionBank.read(bank.getBytes(UTF_8))));
        assertThat(refused(
                        "q.json", bank.replace("\"id\":\"b\"", "\"id\":\"a\"").getBytes(UTF_8)))
                .startsWith("line 3: is the question of line 2 again");
        assertThat(refused("q.json", bank.replace("\"options\"", "\"option\"").getBytes(UTF_8)))
                .startsWith("line 3: has a word that no question has");
        assertThat(refused("q.json", bank.replace("[1]", "[2]").getBytes(UTF_8)))
                .startsWith("line 3: is not a question");
        assertThat(refused("q.json", bank.replace("\"t\"", "\"\\ud800\"").getBytes(UTF_8)))
                .startsWith("line 2: ");
        assertThat(refused("q.json", bank.replace("}]}", "}]").getBytes(UTF_8))).startsWith("line ");
        assertThat(refused("q.json", "{\"questions\":[]}".getBytes(UTF_8)))
                .isEqualTo("line 1: there is no question in the file");
        assertThat(refused("q.json", "{\"questions\":7}".getBytes(UTF_8)))
                .isEqualTo("line 1: there is no question in the file");
    }

    @Test
    void signsThatCannotBeSeenAreRemovedAndBrokenOnesRefused() {
        assertThat(Readings.taken("q.gift", "a\u200Bb\u202E {T}"))
                .extracting(Question::text)
                .containsExactly("ab");
        assertThat(Readings.refused("q.gift", "a\uFFFDb {T}"))
                .containsExactly("line 1: the question holds signs that cannot be seen: type it anew");
    }

    @Test
    void aFileOfBlanksIsAnsweredAtOnce() {
        byte[] blanks = ((" ".repeat(40) + "\n").repeat(99_999) + "x").getBytes(UTF_8);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(refused("q.txt", blanks)).contains("no questions in a form that is known"));
        String page = "x" + "<b> </b>".repeat(200_000) + "y";
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(QuestionText.ofHtml(page)).startsWith("x").endsWith("y"));
    }

    @Test
    void noBytesMakeAReaderThrow() {
        Random random = new Random(7);
        String[] seeds = {AIKEN, "::a:: q {=x ~%50%y}\n", "<quiz><question type='truefalse'>", "{\"questions\":[{}]}"};
        byte[] sheet = QuestionTemplate.write();
        for (int i = 0; i < 400; i++) {
            byte[] file = i % 5 == 4 ? sheet.clone() : seeds[i % 5].repeat(3).getBytes(UTF_8);
            for (int j = 0; j < 6; j++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            assertThat(QuestionFile.read("q", file)).isNotNull();
        }
    }
}
