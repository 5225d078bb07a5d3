package org.hongting.simulator.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.BrokerCommand;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.FreePort;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.Resources;

/// A broker that is no part of a server, on a machine of its own. It is killed and comes back at the same place.
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
    private static final int CONNECT_MILLIS = 500;

    private final MqttEndpoint endpoint;
    private final Start start;
    private Optional<ChildProcess> process = Optional.empty();
    private Duration spentBefore = Duration.ZERO;

    /// Starts it, and waits for nothing.
    @FunctionalInterface
    public interface Start {
        ChildProcess now() throws IOException;
    }

    /// @param endpoint where it serves as soon as it does
    public BrokerProcess(MqttEndpoint endpoint, Start start) {
        this.endpoint = endpoint;
        this.start = start;
    }

    /// A node of a cluster of Artemis.
    ///
    /// @param files what `hongting broker certificate` wrote for it
    /// @param others addresses of the other nodes
    static BrokerProcess artemis(Host host, int port, Path files, List<String> others) throws IOException {
        Path pem = Files.writeString(
                files.resolve("node.pem"),
                Files.readString(files.resolve("broker.key")) + Files.readString(files.resolve("broker.crt")));
        List<String> arguments = new ArrayList<>(List.of(
                host.address(),
                "" + port,
                pem.toString(),
                files.resolve("authority.crt").toString(),
                files.toString()));
        arguments.addAll(others);
        ChildProcess.Program program = new ChildProcess.Program(
                ArtemisNode.class.getName(),
                List.of("-Xmx768m", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
                arguments,
                Map.of());
        return new BrokerProcess(
                new MqttEndpoint(host.address(), port),
                () -> ChildProcess.start(host, program, files.resolve("log"), _ -> {}));
    }

    /// A Mosquitto of Debian's package.
    ///
    /// @param endpoint where it listens, by the settings
    /// @param files the settings that `hongting broker certificate` wrote for it
    public static BrokerProcess mosquitto(Host host, MqttEndpoint endpoint, Path files) throws IOException {
        Path settings = files.resolve("mosquitto.conf");
        // Started by root it would become a user who may not read a folder for temporary files.
        Files.writeString(settings, "\nuser " + System.getProperty("user.name") + "\n", StandardOpenOption.APPEND);
        List<String> command = List.of(MOSQUITTO.toString(), "-c", settings.toString());
        return new BrokerProcess(endpoint, () -> ChildProcess.start(host, command, files.resolve("log")));
    }

    /// A Mosquitto on loopback as it comes, to which anybody may connect, and for whose queues nothing is too much.
    /// Returns when it serves.
    ///
    /// @param folder for its settings
    /// @param more lines of its settings
    public static BrokerProcess open(Path folder, String more) throws IOException, InterruptedException {
        MqttEndpoint endpoint = new MqttEndpoint(Host.THIS.address(), FreePort.draw());
        Path files = Files.createDirectories(folder.resolve("broker-" + endpoint.port()));
        Files.writeString(
                files.resolve("mosquitto.conf"),
                "listener " + endpoint.port() + " " + endpoint.host()
                        + "\nallow_anonymous true\nmax_queued_messages 0\n" + more);
        BrokerProcess broker = mosquitto(Host.THIS, endpoint, files);
        broker.launch();
        broker.awaitServing();
        return broker;
    }

    /// Why there can be no Mosquitto here, or nothing.
    public static Optional<String> lackingMosquitto() {
        return Files.isExecutable(MOSQUITTO)
                ? Optional.empty()
                : Optional.of("a foreign broker needs the package mosquitto");
    }

    /// Has the site's authority make its files, by the command that an administrator uses.
    ///
    /// @param data the servers' folder, whose keys are there
    public static void certify(Path data, MqttEndpoint endpoint, Path files) throws IOException, InterruptedException {
        Path log = Files.createDirectories(files).resolve("log");
        ChildProcess.Program program = new ChildProcess.Program(
                BrokerCommand.class.getName(),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                List.of(
                        "certificate",
                        "--data",
                        data.toString(),
                        "--name",
                        endpoint.host(),
                        "--port",
                        "" + endpoint.port(),
                        "--out",
                        files.toString()),
                Map.of());
        try (ChildProcess command = ChildProcess.start(program, log, _ -> {})) {
            if (command.await() != 0) {
                throw new IOException("no certificate for the broker: " + Files.readString(log));
            }
        }
    }

    public MqttEndpoint endpoint() {
        return endpoint;
    }

    public void launch() throws IOException {
        process = Optional.of(start.now());
    }

    /// Waits until somebody listens there.
    public void awaitServing() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isServing()) {
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new IOException("the broker at " + endpoint + " did not start");
            }
            Thread.sleep(20);
        }
    }

    public boolean isServing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isRunning() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
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

    /// What it holds in memory at this moment, in bytes.
    long residentBytes() {
        return process.map(running -> Resources.of(running.pid()).resident()).orElse(0L);
    }

    @Override
    public void close() {
        process.ifPresent(ChildProcess::close);
        process = Optional.empty();
    }
}
