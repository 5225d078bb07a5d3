package org.hongting.simulator.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.simulator.fuzz.reader.Attempt;
import org.hongting.simulator.fuzz.reader.FuzzTarget;
import org.hongting.simulator.fuzz.reader.FuzzTargets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads every kept input again, without Jazzer: its agent would change the classes of every other test.
class KeptInputsTest {
    private static final Path KEPT = Path.of("src/test/resources/fuzz");

    static List<FuzzTarget> targets() {
        return FuzzTargets.all();
    }

    private static List<byte[]> kept(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(KEPT.resolve(target.name()))) {
            return files.sorted().map(KeptInputsTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptInputIsAValueOrARefusalAndOneOfThemIsAValue(FuzzTarget target) throws Exception {
        int values = 0;
        for (byte[] input : kept(target)) {
            values += Attempt.read(target, input) ? 1 : 0;
        }

        assertThat(values).as("inputs that got through to the reader").isPositive();
    }

    static List<FuzzTarget> capped() {
        return targets().stream().filter(target -> !target.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("capped")
    void whatIsAValueIsRefusedOnceItIsLongerThanTheCap(FuzzTarget target) throws Exception {
        for (byte[] input : kept(target)) {
            // Blanks change nothing where nobody counts them.
            byte[] padded = Arrays.copyOf(input, target.cap() + 1);
            Arrays.fill(padded, input.length, padded.length, (byte) ' ');
            padded[input.length] = '\n';

            assertThat(Attempt.read(target, padded)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatIsNestedWithoutEndOverflowsNothing(FuzzTarget target) {
        for (String opening : List.of("[", "{\"a\":", "<a>", "> ", "((", "{=")) {
            String deep = opening.repeat(Math.min(target.cap(), 60_000) / opening.length());

            assertThatCode(() -> Attempt.read(target, deep.getBytes(UTF_8)))
                    .as(opening)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyFolderOfKeptInputsBelongsToATarget() throws IOException {
        try (Stream<Path> folders = Files.list(KEPT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            targets().stream().map(FuzzTarget::name).toList());
        }
    }
}
