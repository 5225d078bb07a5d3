package org.hongting.simulator.cluster;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.Resources;

/// A broker that is no part of a server, on a machine of its own. It is killed and comes back at the same place.
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
    /// @param pem its key and certificate
    /// @param authorityPem whose certificates it lets in
    /// @param folder of its own
    /// @param others addresses of the other nodes
    static BrokerProcess artemis(Host host, int port, Path pem, Path authorityPem, Path folder, List<String> others) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of(host.address(), "" + port, pem.toString(), authorityPem.toString(), folder.toString()));
        arguments.addAll(others);
        ChildProcess.Program program = new ChildProcess.Program(
                ArtemisNode.class.getName(),
                List.of("-Xmx768m", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
                arguments,
                java.util.Map.of());
        return new BrokerProcess(
                new MqttEndpoint(host.address(), port),
                () -> ChildProcess.start(host, program, folder.resolve("log"), _ -> {}));
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
            socket.connect(new java.net.InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_MILLIS);
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
