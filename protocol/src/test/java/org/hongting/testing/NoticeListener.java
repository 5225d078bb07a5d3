package org.hongting.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A service manager that listens, as far as notices go: a real datagram socket, held by `socat`, because Java has
/// none.
/// Notices come out line by line. Needs `socat`.
public final class NoticeListener implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final String place;
    private final Process socat;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private NoticeListener(String place, Process socat) {
        this.place = place;
        this.socat = socat;
        Thread.ofVirtual().start(this::read);
    }

    /// At a path in the folder.
    public static NoticeListener in(Path folder) throws IOException, InterruptedException {
        Path socket = folder.resolve("notify");
        NoticeListener listener = start(socket.toString(), "UNIX-RECV:" + socket);
        while (!Files.exists(socket)) {
            Thread.sleep(5);
        }
        return listener;
    }

    /// @param name of an abstract socket, which has no file
    public static NoticeListener abstractly(String name) throws IOException, InterruptedException {
        NoticeListener listener = start("@" + name, "ABSTRACT-RECV:" + name);
        while (!Files.readString(Path.of("/proc/net/unix")).contains("@" + name)) {
            Thread.sleep(5);
        }
        return listener;
    }

    private static NoticeListener start(String place, String address) throws IOException {
        return new NoticeListener(
                place,
                new ProcessBuilder("socat", "-u", address, "STDOUT")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /// What the manager says to the process that it starts.
    public Map<String, String> surroundings(Duration patience) {
        return Map.of("NOTIFY_SOCKET", place, "WATCHDOG_USEC", "" + patience.toNanos() / 1_000);
    }

    /// The next line that fits; those before it are gone.
    public String await(Predicate<String> wanted) throws InterruptedException {
        while (true) {
            String line = next();
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    public String next() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing was told for " + PATIENCE_SECONDS + " s");
        }
        return line;
    }

    private void read() {
        try (BufferedReader told = new BufferedReader(new InputStreamReader(socat.getInputStream(), UTF_8))) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("the listener broke: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        socat.destroy();
    }
}
