package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hongting.protocol.quiz.Question;

/// What became of a file, for tests.
final class Readings {
    private Readings() {}

    static List<Question> taken(String name, String file) {
        return taken(QuestionFile.read(name, file.getBytes(UTF_8)));
    }

    static List<Question> taken(BankReading reading) {
        assertThat(reading).isInstanceOf(BankReading.Taken.class);
        return reading instanceof BankReading.Taken taken ? taken.bank().questions() : List.of();
    }

    static List<String> refused(String name, String file) {
        return refused(QuestionFile.read(name, file.getBytes(UTF_8)));
    }

    static List<String> refused(BankReading reading) {
        assertThat(reading).isInstanceOf(BankReading.Refused.class);
        return reading instanceof BankReading.Refused refused
                ? refused.problems().stream().map(BankProblem::toString).toList()
                : List.of();
    }
}
