package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuestionsCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = QuestionsCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void aGoodBankIsCountedAndConverted() throws IOException {
        String file = file("q.gift", "a {T}\n\nb {=x ~y}\n");
        Path target = folder.resolve("out.json");

        assertThat(run("check", file)).isZero();
        assertThat(out.toString()).startsWith("2 questions: {single=1, multiple=0, true-false=1, fill-in=0}");
        assertThat(run("convert", file, target.toString())).isZero();
        assertThat(QuestionBank.read(Files.readAllBytes(target)).questions())
                .extracting(Question::text)
                .containsExactly("a", "b");
    }

    @Test
    void aBadOneIsRefusedWithEveryReasonAndNothingIsWritten() throws IOException {
        String file = file("q.gift", "a {}\n\nb {#1}\n");
        Path target = folder.resolve("out.json");

        assertThat(run("convert", file, target.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("refused: line 1: is an essay"),
                        one -> assertThat(one).startsWith("refused: line 3: is a numerical question"));
        assertThat(target).doesNotExist();

        assertThat(run("check", file, "--json")).isEqualTo(1);
        assertThat(Json.writeText(
                        Json.readObject(out.toString().strip().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .path("problems")
                                .path(1)))
                .startsWith(
                        "{\"place\":\"LINE\",\"number\":3,\"key\":\"gift-numerical\",\"text\":\"is a numerical question");
    }

    @Test
    void theTemplateIsWritten() {
        Path target = folder.resolve("t.xlsx");

        assertThat(run("template", target.toString(), "--json")).isZero();
        assertThat(target).isNotEmptyFile();
        assertThat(out.toString()).contains("\"done\":true");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("check", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("template", folder.resolve("none/t.xlsx").toString())).isEqualTo(2);
        assertThat(run("nothing")).isEqualTo(2);
    }
}
