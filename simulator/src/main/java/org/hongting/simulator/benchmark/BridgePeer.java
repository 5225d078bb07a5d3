package org.hongting.simulator.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hongting.simulator.cluster.BrokerProcess;

/// The peer of the way through a broker: a publisher gives each record to one Mosquitto, its bridge carries it to
/// another, and a subscriber there has it, with QoS 1 all the way. It is spared what ours does besides: TLS,
/// signatures, a disk, and an answer from end to end.
final class BridgePeer implements AutoCloseable {
    private static final Path PUBLISHER = Path.of("/usr/bin/mosquitto_pub");
    private static final Path SUBSCRIBER = Path.of("/usr/bin/mosquitto_sub");
    private static final long PATIENCE_SECONDS = 120;

    /// So many at once: the publisher numbers its messages with 16 bits, and leaves when the number of its last one was
    /// acknowledged, whichever message had it.
    private static final int NUMBERED = 50_000;

    private final Path folder;
    private final Deque<BrokerProcess> brokers = new ArrayDeque<>();

    private BridgePeer(Path folder) {
        this.folder = folder;
    }

    /// @return nothing where Mosquitto and its clients are not installed
    static Optional<BridgePeer> start() throws IOException, InterruptedException {
        if (BrokerProcess.lackingMosquitto().isPresent()
                || !Stream.of(PUBLISHER, SUBSCRIBER).allMatch(Files::isExecutable)) {
            return Optional.empty();
        }
        BridgePeer peer = new BridgePeer(Files.createTempDirectory("hongting-bridge-"));
        try {
            peer.brokers.add(BrokerProcess.open(peer.folder, ""));
            peer.subscriber("-E").waitFor();
            peer.brokers.add(BrokerProcess.open(
                    peer.folder,
                    "connection up\naddress 127.0.0.1:" + peer.far() + "\ntopic up out 1\ncleansession false\n"));
            peer.carry(1, 1); // the bridge stands
            return Optional.of(peer);
        } catch (IOException | InterruptedException e) {
            peer.close();
            throw e;
        }
    }

    private int far() {
        return brokers.getFirst().endpoint().port();
    }

    /// With a session that outlives it: what comes while it is away is kept for it.
    private Process subscriber(String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(SUBSCRIBER.toString(), "-p", "" + far(), "-i", "centre", "-c", "-q", "1", "-t", "up"));
        command.addAll(List.of(more));
        return started(command);
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// @return seconds until all have come out at the far end
    double carry(int records, int bytes) throws IOException, InterruptedException {
        byte[] line = ("x".repeat(bytes) + "\n").getBytes(US_ASCII);
        Process subscriber = subscriber("-C", "" + records);
        long begun = System.nanoTime();
        for (int left = records; left > 0; left -= NUMBERED) {
            publish(line, Math.min(left, NUMBERED));
        }
        if (!subscriber.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            subscriber.destroy();
            throw new IOException("the bridge did not carry everything");
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void publish(byte[] line, int times) throws IOException, InterruptedException {
        Process publisher = started(List.of(
                PUBLISHER.toString(),
                "-p",
                "" + brokers.getLast().endpoint().port(),
                "-i",
                "terminal",
                "-q",
                "1",
                "-t",
                "up",
                "-l"));
        try (OutputStream lines = new BufferedOutputStream(publisher.getOutputStream())) {
            for (int i = 0; i < times; i++) {
                lines.write(line);
            }
        }
        publisher.waitFor();
    }

    @Override
    public void close() throws IOException {
        brokers.forEach(BrokerProcess::close);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
