package org.hongting.simulator.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A command of the machine.
public final class Tool {
    private static final long PATIENCE_SECONDS = 20;
    private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/sbin");

    private Tool() {}

    public static boolean isHere(String name) {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(":", -1)),
                        MORE_FOLDERS.stream())
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, name)));
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// @return what it printed
    /// @throws IOException if it failed, or took too long
    public static String run(String... command) throws IOException {
        String line = String.join(" ", command);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", String.join(":", MORE_FOLDERS), (path, more) -> path + ":" + more);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(line + " did not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(line + " was given up", e);
        }
        // None of them says more than a pipe holds.
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.exitValue() != 0) {
            throw new IOException(line + " failed: " + said);
        }
        return said;
    }
}
