package org.hongting.simulator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.CentralMain;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.Resources;

/// A central server on a machine of its own, one of several over one database.
final class ServerNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Xmx1g");

    private final String name;
    private final Host host;
    private final Path folder;
    private final List<String> arguments;
    private Optional<ChildProcess> process = Optional.empty();
    private Duration spentBefore = Duration.ZERO;

    /// What every server of the site is told.
    ///
    /// @param database its address
    /// @param brokers like `10.0.0.1:8883,10.0.0.2:8883`
    record Told(String database, String brokers) {}

    /// @param folder for its log and the like
    /// @param data which all servers of the site share, as on a network's disk
    ServerNode(String name, Host host, Path folder, Path data, Told told) {
        this.name = name;
        this.host = host;
        this.folder = folder;
        this.arguments = List.of(
                "--data",
                data.toString(),
                "--database",
                told.database(),
                "--broker",
                told.brokers(),
                "--host-name",
                host.address(),
                "--admin-password-file",
                folder.resolve("password.txt").toString(),
                "--backup-hours",
                "0",
                "--ready-file",
                ready().toString());
    }

    String name() {
        return name;
    }

    private Path ready() {
        return folder.resolve("ready.json");
    }

    void launch() throws IOException {
        Files.deleteIfExists(ready());
        Files.writeString(folder.resolve("password.txt"), "nobody signs in here");
        process = Optional.of(ChildProcess.start(
                host,
                new ChildProcess.Program(
                        CentralMain.class.getName(), OPTIONS, arguments, Map.of(StoreAddress.VARIABLE, "")),
                log(),
                _ -> {}));
    }

    private Path log() {
        return folder.resolve("log");
    }

    void awaitServing() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready())) {
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new IOException(name + " did not start: " + Files.readString(log(), UTF_8));
            }
            Thread.sleep(20);
        }
    }

    boolean isRunning() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        ChildProcess running = process.orElseThrow();
        spentBefore = cpu();
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

    /// Asks it to end.
    @Override
    public void close() {
        process.ifPresent(ChildProcess::close);
        process = Optional.empty();
    }
}
