package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hongting.central.CentralMain;
import org.hongting.simulator.fault.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A terminal whose disk fills up while people come: a real file system, a real terminal, a real centre.
@RequiresRoot
class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskConfirmsNothingAndOnceThereIsRoomTheTerminalGoesOnByItselfAndNothingConfirmedIsLost()
            throws Exception {
        DemoFolder run = DemoFolder.create(folder);
        try (SmallDisk disk = SmallDisk.mount(run.terminal());
                FaultTrial trial = FaultTrial.open(run, Map.of())) {
            assertThat(trial.passes(disk::fill, disk::free, "disk-full")).isEmpty();
        }
    }

    @Test
    void aTerminalThatIsStartedOnAFullDiskTriesAgainUntilThereIsRoomAndHoldsNothingMeanwhile() throws Exception {
        DemoFolder run = DemoFolder.create(folder);
        try (SmallDisk disk = SmallDisk.mount(run.terminal());
                FaultTrial trial = FaultTrial.open(run, Map.of())) {
            TerminalProcess terminal = trial.terminal();
            terminal.kill();
            Path journal = run.terminal().resolve("terminal.db");
            disk.fill();

            CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(terminal));
            Thread.sleep(15_000);
            assertThat(started).isNotDone();
            assertThat(timesOpen(journal)).isLessThanOrEqualTo(1);

            disk.free();
            started.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aServerThatIsStartedOnAFullDiskSaysSoInOneSentence() throws Exception {
        Path data = Files.createDirectories(folder.resolve("full"));
        try (SmallDisk disk = SmallDisk.mount(data)) {
            disk.fill();
            Process server = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CentralMain.class.getName(),
                            "--data",
                            data.toString(),
                            "--console-port=0",
                            "--terminal-port=0",
                            "--mqtt-port=0")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(server.getInputStream().readAllBytes(), UTF_8);
            assertThat(server.waitFor()).isEqualTo(1);
            assertThat(said)
                    .contains("nothing can be written to the folder " + data, "make room")
                    .doesNotContain("\tat ");
        }
    }

    private static void start(TerminalProcess terminal) {
        try {
            terminal.start();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How often this file is open in the processes that were started here.
    private static long timesOpen(Path file) {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> links(Path.of("/proc", "" + process.pid(), "fd")).stream())
                .filter(file::equals)
                .count();
    }

    private static List<Path> links(Path folder) {
        List<Path> targets = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                targets.add(Files.readSymbolicLink(link));
            }
        } catch (IOException e) {
            // It was closed, or its process has ended, while we looked.
        }
        return targets;
    }
}
