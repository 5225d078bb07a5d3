package org.hongting.simulator.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.CentralMain;
import org.hongting.simulator.fault.FaultyLine;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.FreePort;
import org.hongting.simulator.process.Resources;

/// The central server of a fleet as a process of its own. It keeps its ports over kills and new starts.
final class CentreProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Xmx3g");

    private final Path folder;
    private final int console = FreePort.draw();
    private final int terminals = FreePort.draw();
    private final int mqtt = FreePort.draw();
    private final Optional<FaultyLine> cable;
    private final List<String> options;
    private Optional<ChildProcess> process = Optional.empty();
    private Duration spentBefore = Duration.ZERO;
    private long mostBytes;

    /// @param folder of the server's data
    CentreProcess(Path folder, Fleet.Manner manner) throws IOException {
        this.folder = folder;
        this.options = new ArrayList<>(OPTIONS);
        this.cable = manner == Fleet.Manner.LARGE ? Optional.empty() : Optional.of(FaultyLine.to(mqtt));
        if (manner == Fleet.Manner.BRIEF) {
            options.add("-XX:TieredStopAtLevel=1");
            options.add("-XX:+UseSerialGC");
        }
    }

    /// Where terminals connect to.
    int entrance() {
        return cable.map(FaultyLine::port).orElse(mqtt);
    }

    /// Bytes between it and the terminals, both ways; 0 where nobody counts.
    long carried() {
        return cable.map(FaultyLine::carried).orElse(0L);
    }

    /// Starts it and waits until it serves.
    void start() throws IOException, InterruptedException {
        Path ready = folder.resolveSibling("ready.json");
        Path password = folder.resolveSibling("password.txt");
        Path log = folder.resolveSibling("centre.log");
        Files.deleteIfExists(ready);
        Files.writeString(password, "nobody signs in here");
        List<String> arguments = List.of(
                "--data",
                folder.toString(),
                "--console-port",
                "" + console,
                "--terminal-port",
                "" + terminals,
                "--mqtt-port",
                "" + mqtt,
                "--admin-password-file",
                password.toString(),
                "--ready-file",
                ready.toString());
        ChildProcess started = ChildProcess.start(
                new ChildProcess.Program(CentralMain.class.getName(), options, arguments, Map.of()), log, _ -> {});
        process = Optional.of(started);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready)) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the central server did not start: " + Files.readString(log, UTF_8));
            }
            Thread.sleep(20);
        }
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        ChildProcess running = process.orElseThrow();
        remember(running);
        process = Optional.empty();
        running.kill();
    }

    /// The time of processors that it has spent, over all its lives.
    Duration cpu() {
        return spentBefore.plus(
                process.map(running -> Resources.of(running.pid()).cpu()).orElse(Duration.ZERO));
    }

    /// What its objects need, after a collection.
    long heapBytes() throws IOException, InterruptedException {
        return Resources.of(process.orElseThrow().pid()).heapInUse();
    }

    /// The most memory that one of its lives had at any time.
    long mostBytes() {
        process.ifPresent(running ->
                mostBytes = Math.max(mostBytes, Resources.of(running.pid()).mostResident()));
        return mostBytes;
    }

    private void remember(ChildProcess ending) {
        Resources resources = Resources.of(ending.pid());
        spentBefore = spentBefore.plus(resources.cpu());
        mostBytes = Math.max(mostBytes, resources.mostResident());
    }

    /// Asks it to end. It is nowhere to be found from then on.
    @Override
    public void close() throws IOException {
        if (cable.isPresent()) {
            cable.get().close();
        }
        process.ifPresent(running -> {
            remember(running);
            running.close();
        });
        process = Optional.empty();
    }
}
