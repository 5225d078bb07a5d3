package org.hongting.simulator.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "learning-time.md");

    static List<Learner> learners() {
        return Learners.all();
    }

    @ParameterizedTest
    @MethodSource("learners")
    void ourCreditStaysWithinItsStatedBounds(Learner learner) {
        int error = CreditRule.OURS.seconds().applyAsInt(learner) - learner.truth();
        assertThat(error).isBetween(-learner.under(), learner.over());
    }

    @Test
    void aGroupIsNeverCreditedTooMuchAndNobodyLosesMoreThanTheTimeBetweenTwoRollCalls() {
        Group.Outcome group = Group.study();
        assertThat(group.most()).isZero();
        assertThat(group.least()).isBetween(1, 45);
        assertThat(group.credited()).isLessThan(group.truth()).isGreaterThan(group.truth() / 2);
    }

    @Test
    void theDocumentShowsWhatTheCodeSays() throws IOException {
        String table = learners().stream()
                .map(learner -> "| " + learner.name() + " | " + learner.truth() + " | "
                        + CreditRule.all().stream()
                                .map(rule -> Integer.toString(rule.seconds().applyAsInt(learner)))
                                .collect(Collectors.joining(" | "))
                        + " | −" + learner.under() + " to +" + learner.over() + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(DOCUMENT)).contains(table);
    }
}
