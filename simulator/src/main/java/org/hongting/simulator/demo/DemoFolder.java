package org.hongting.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where one run of the demo keeps everything: the centre's data, the terminal's, the pictures held before the
/// camera, the screenshots and the logs.
record DemoFolder(Path root) {
    static DemoFolder create(Path root) throws IOException {
        DemoFolder folder = new DemoFolder(root.toAbsolutePath().normalize());
        Files.createDirectories(folder.centre());
        Files.createDirectories(folder.terminal());
        Files.createDirectories(folder.camera());
        Files.createDirectories(folder.screenshots());
        return folder;
    }

    /// Removes everything.
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    Path centre() {
        return root.resolve("centre");
    }

    Path terminal() {
        return root.resolve("terminal");
    }

    Path camera() {
        return root.resolve("camera");
    }

    Path screenshots() {
        return root.resolve("screenshots");
    }

    Path centreLog() {
        return root.resolve("centre.log");
    }

    Path terminalLog() {
        return root.resolve("terminal.log");
    }

    /// Everything the terminal told, line by line.
    Path terminalTranscript() {
        return root.resolve("terminal-events.jsonl");
    }

    Path ready() {
        return root.resolve("centre-ready.json");
    }

    Path password() {
        return root.resolve("password.txt");
    }

    Path claim() {
        return root.resolve("claim.json");
    }
}
