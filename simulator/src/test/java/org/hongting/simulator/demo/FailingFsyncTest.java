package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A terminal whose disk takes what is written and then fails to make it durable, as a dying SD card does. The calls
/// of a real terminal process to the C library fail with EIO; libfiu stands between the two.
@RequiresTool("fiu-run")
class FailingFsyncTest {
    /// What failed can be read in the logs.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void whatCannotBeMadeDurableIsNotConfirmedAndTheTerminalGoesOnOnceItCan() throws Exception {
        Path pipes = folder.resolve("fault");
        try (FaultTrial trial = FaultTrial.open(DemoFolder.create(folder), faultable(pipes))) {
            Set<Account.Arrival> unconfirmed = trial.passes(
                    () -> {
                        tell(pipes, "enable name=posix/io/sync/fsync,failinfo=5");
                        tell(pipes, "enable name=posix/io/sync/fdatasync,failinfo=5");
                    },
                    () -> {
                        tell(pipes, "disable name=posix/io/sync/fsync");
                        tell(pipes, "disable name=posix/io/sync/fdatasync");
                    },
                    "fsync-fails");
            // Of the two who came meanwhile one came again. The file may hold the other one's record: it was written.
            assertThat(unconfirmed).hasSizeLessThanOrEqualTo(1);
        }
    }

    /// What `fiu-run` would start the terminal with: it knows where its libraries lie.
    private static Map<String, String> faultable(Path pipes) throws IOException {
        Process asked = new ProcessBuilder("fiu-run", "-n", "-x", "-f", pipes.toString(), "true").start();
        Matcher preload = Pattern.compile("LD_PRELOAD=\"([^\"]+)\"")
                .matcher(new String(asked.getInputStream().readAllBytes(), UTF_8));
        assertThat(preload.find()).isTrue();
        return Map.of("LD_PRELOAD", preload.group(1), "FIU_CTRL_FIFO", pipes.toString());
    }

    /// Every process that was started so listens at a pipe named after its number.
    private static void tell(Path pipes, String command) throws IOException, InterruptedException {
        String start = pipes.getFileName() + "-";
        try (DirectoryStream<Path> found = Files.newDirectoryStream(pipes.resolveSibling(""), start + "*.in")) {
            for (Path pipe : found) {
                String name = pipe.getFileName().toString();
                String process = name.substring(start.length(), name.length() - ".in".length());
                if (ProcessHandle.of(Long.parseLong(process)).isPresent()) {
                    List<String> words = List.of("fiu-ctrl", "-f", pipes.toString(), "-c", command, process);
                    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor())
                            .isZero();
                }
            }
        }
    }
}
