package org.hongting.simulator.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.simulator.fuzz.target.Attempt;
import org.hongting.simulator.fuzz.target.FuzzTarget;
import org.hongting.simulator.fuzz.target.FuzzTargets;
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
            throw new java.io.UncheckedIOException(e);
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

    @ParameterizedTest
    @MethodSource("targets")
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
    void whatIsNestedWithoutEndIsRefused(FuzzTarget target) throws Exception {
        for (String opening : List.of("[", "{\"a\":", "<a>", "> ", "((", "{=")) {
            String deep = opening.repeat(Math.min(target.cap(), 60_000) / opening.length());

            assertThat(Attempt.read(target, deep.getBytes(UTF_8)))
                    .as(opening)
                    .isEqualTo(target.name().equals("text-lesson"));
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
