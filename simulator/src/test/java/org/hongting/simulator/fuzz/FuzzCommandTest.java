package org.hongting.simulator.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FuzzCommandTest {
    @TempDir
    Path folder;

    /// A reader with a fault that no chance input would find in a lifetime: only branches lead to it.
    public static final class Faulty {
        private Faulty() {}

        public static void fuzzerTestOneInput(byte[] bytes) {
            if (bytes.length >= 5
                    && bytes[0] == 'h'
                    && bytes[1] == 't'
                    && bytes[2] == '/'
                    && bytes[3] == '9'
                    && bytes[4] == '!') {
                throw new IllegalStateException("planted");
            }
        }
    }

    @Test
    void aPlantedFaultIsFoundByTheBranchesThatLeadToIt() throws Exception {
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        Files.writeString(seeds.resolve("near"), "ht/1?");

        Fuzzing.Outcome outcome = Jazzer.run(
                new Fuzzing("faulty", Faulty.class, 16, seeds, folder.resolve("work"), Duration.ofSeconds(30)));

        assertThat(outcome.finds()).hasSize(1).allSatisfy(find -> {
            assertThat(find.what()).contains("planted");
            assertThat(Files.readAllBytes(find.input())).startsWith("ht/9!".getBytes(US_ASCII));
        });
        assertThat(outcome.executions()).isPositive();
    }

    @Test
    void aTargetThatIsNoneIsWrongUsage() {
        StringWriter told = new StringWriter();
        CommandLine line = new CommandLine(new FuzzCommand()).setErr(new PrintWriter(told));

        assertThat(line.execute("--target", "hallo")).isEqualTo(2);
        assertThat(told.toString()).contains("there is no target 'hallo'");
        assertThat(line.execute("--minutes", "0")).isEqualTo(2);
    }
}
