package org.hongting.simulator.fault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.simulator.process.Tool;

/// A disk that takes what is written and then fails to make it durable, as a dying SD card does: the calls of a process
/// to the C library fail with EIO. libfiu stands between the two.
///
/// @param pipes where processes that can fail so listen, each at a pipe named after its number
public record FailingSync(Path pipes) {
    private static final List<String> CALLS = List.of("posix/io/sync/fsync", "posix/io/sync/fdatasync");
    private static final Pattern PRELOAD = Pattern.compile("LD_PRELOAD=\"([^\"]+)\"");

    /// Why there can be none on this machine, or nothing.
    public static Optional<String> lacking() {
        return Tool.isHere("fiu-run")
                ? Optional.empty()
                : Optional.of("a disk that fails needs fiu-run, of the package fiu-utils");
    }

    /// What `fiu-run` would start a process with: it knows where its libraries lie.
    public Map<String, String> environment() throws IOException {
        Matcher preload = PRELOAD.matcher(Tool.run("fiu-run", "-n", "-x", "-f", pipes.toString(), "true"));
        if (!preload.find()) {
            throw new IOException("fiu-run names no library");
        }
        return Map.of("LD_PRELOAD", preload.group(1), "FIU_CTRL_FIFO", pipes.toString());
    }

    /// In the processes that run: one that is started later syncs well.
    public void begin() throws IOException {
        for (String call : CALLS) {
            tell("enable name=" + call + ",failinfo=5");
        }
    }

    public void end() throws IOException {
        for (String call : CALLS) {
            tell("disable name=" + call);
        }
    }

    private void tell(String command) throws IOException {
        String start = pipes.getFileName() + "-";
        try (DirectoryStream<Path> found = Files.newDirectoryStream(pipes.resolveSibling(""), start + "*.in")) {
            for (Path pipe : found) {
                String name = pipe.getFileName().toString();
                String process = name.substring(start.length(), name.length() - ".in".length());
                if (ProcessHandle.of(Long.parseLong(process)).isPresent()) {
                    Tool.run("fiu-ctrl", "-f", pipes.toString(), "-c", command, process);
                }
            }
        }
    }
}
