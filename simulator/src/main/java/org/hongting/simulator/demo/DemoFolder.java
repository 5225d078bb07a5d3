package org.hongting.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Where one run of the demo keeps everything: the centre's data, the terminal's, the pictures held before the
/// camera, the screenshots and the logs.
public record DemoFolder(Path root) {
    private static final int MOST_ATTEMPTS = 40;
    private static final Duration ATTEMPT_PAUSE = Duration.ofMillis(100);

    public static DemoFolder create(Path root) throws IOException {
        DemoFolder folder = new DemoFolder(root.toAbsolutePath().normalize());
        Files.createDirectories(folder.centre());
        Files.createDirectories(folder.terminal());
        Files.createDirectories(folder.camera());
        Files.createDirectories(folder.screenshots());
        return folder;
    }

    /// Removes everything.
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Removes everything of a run that was broken off, whose processes may still be writing while they end.
    void discard() {
        for (int attempt = 0; attempt < MOST_ATTEMPTS && Files.exists(root); attempt++) {
            try {
                delete();
            } catch (IOException stillWritten) {
                LockSupport.parkNanos(ATTEMPT_PAUSE.toNanos());
            }
        }
    }

    public Path centre() {
        return root.resolve("centre");
    }

    public Path terminal() {
        return root.resolve("terminal");
    }

    Path camera() {
        return root.resolve("camera");
    }

    Path screenshots() {
        return root.resolve("screenshots");
    }

    /// Of one of the servers.
    Path logOf(String server) {
        return root.resolve(server + ".log");
    }

    Path terminalLog() {
        return root.resolve("terminal.log");
    }

    /// Everything the terminal told, line by line.
    public Path terminalTranscript() {
        return root.resolve("terminal-events.jsonl");
    }

    /// What one of the servers writes as soon as it serves.
    Path readyOf(String server) {
        return root.resolve(server + "-ready.json");
    }

    Path password() {
        return root.resolve("password.txt");
    }

    Path claim() {
        return root.resolve("claim.json");
    }
}
