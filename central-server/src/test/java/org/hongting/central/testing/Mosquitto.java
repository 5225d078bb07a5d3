package org.hongting.central.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A real Mosquitto, as `broker certificate` writes its settings; it can be killed and started again.
public final class Mosquitto implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST_TRIED = 1_000;

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /// @param folder with settings for that port
    public Mosquitto(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        // Root's own Mosquitto would become a user who may not read the folder of a test.
        Files.writeString(
                folder.resolve("mosquitto.conf"),
                "\nuser " + System.getProperty("user.name") + "\n",
                StandardOpenOption.APPEND);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /// Below those that the system gives to connections: nobody takes it while the broker is away.
    public static int freePort() throws IOException {
        RandomGenerator chance = RandomGenerator.getDefault();
        for (int tried = 1; ; tried++) {
            try (ServerSocket probe = new ServerSocket(chance.nextInt(15_000, 32_000))) {
                return probe.getLocalPort();
            } catch (IOException e) {
                if (tried == MOST_TRIED) {
                    throw e;
                }
            }
        }
    }

    /// Returns when it listens.
    public void start() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(
                        "/usr/sbin/mosquitto",
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mosquitto.log").toFile()))
                .start();
        process = started;
        long until = System.nanoTime() + START_NANOS;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!started.isAlive() || System.nanoTime() > until) {
                    throw new IOException(
                            "Mosquitto did not start: " + Files.readString(folder.resolve("mosquitto.log")), e);
                }
                Thread.sleep(20);
            }
        }
    }

    /// Without warning.
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
