package org.hongting.kiosk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Question banks as files: whatever they hold, there is an answer.
class TerminalQuizTest {
    private static final QuestionBank BANK = new QuestionBank(List.of(
            new Question(new QuestionId("t-1"), Question.Kind.TRUE_FALSE, "预备期为一年", null, null, true, null, null)));

    @TempDir
    Path folder;

    private Optional<QuestionBank> read(byte[] bytes) throws IOException {
        return read(bytes, Digest.of(bytes));
    }

    private Optional<QuestionBank> read(byte[] bytes, Digest named) throws IOException {
        Path file = Files.write(folder.resolve("questions.json"), bytes);
        return TerminalQuiz.questions(file, shelved(named));
    }

    @Test
    void aBankIsReadByItsName() throws IOException {
        assertThat(read(BANK.write())).contains(BANK);
        assertThat(read(BANK.write(), Digest.of(new byte[] {1})))
                .as("another file")
                .isEmpty();
    }

    @Test
    void whatIsNoBankIsNone() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("{\"questions\":[]}".getBytes(UTF_8))).isEmpty();
        assertThat(read("{\"questions\":[{\"id\":\"a\"}]}".getBytes(UTF_8))).isEmpty();
        assertThat(read("[".repeat(200_000).getBytes(UTF_8)))
                .as("nested deeply")
                .isEmpty();
        assertThat(read(new byte[] {(byte) 0xff, (byte) 0xfe, 0})).isEmpty();
        assertThat(read(new byte[Limits.QUESTION_BANK_BYTES + 1]))
                .as("too long")
                .isEmpty();
        assertThat(TerminalQuiz.questions(folder.resolve("gone"), shelved(Digest.of(new byte[] {1}))))
                .isEmpty();
    }

    private static Banks.Shelved shelved(Digest digest) {
        CourseFile entry = new CourseFile("questions.json", 1, digest, List.of(digest), CourseFile.MediaType.QUESTIONS);
        return new Banks.Shelved(
                new CourseManifest(
                        new CourseId("charter"),
                        1,
                        "题库",
                        "zh-CN",
                        null,
                        List.of(),
                        List.of(entry),
                        new Rights("示例大学", ""),
                        null,
                        "questions.json"),
                entry);
    }
}
