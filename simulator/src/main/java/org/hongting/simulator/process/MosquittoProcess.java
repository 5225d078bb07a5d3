package org.hongting.simulator.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A Mosquitto of one's own, of Debian's package: somebody else's broker.
public final class MosquittoProcess implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Process process;
    private final int port;

    private MosquittoProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /// One on loopback to which anybody may connect, as it comes, but that nothing is too much for its queues. Returns
    /// when it listens.
    ///
    /// @param folder for its settings
    /// @param more lines of its settings
    /// @throws IOException if it does not start
    public static MosquittoProcess start(Path folder, String more) throws IOException, InterruptedException {
        int port = FreePort.draw();
        Path settings = Files.writeString(
                folder.resolve(port + ".conf"),
                "listener " + port + " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nuser "
                        + System.getProperty("user.name") + "\n" + more);
        MosquittoProcess started = new MosquittoProcess(
                new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                port);
        started.await();
        return started;
    }

    private void await() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    close();
                    throw new IOException("Mosquitto did not start", e);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
