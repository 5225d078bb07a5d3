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

/// A disk that fails, as a dying SD card does: the calls of a process to the C library come back with an error. libfiu
/// stands between the two.
///
/// Of reading and writing it is those calls that SQLite makes: what fails is the process's databases, and not its
/// connections. Java makes the same ones when it reads a class of its own that it has not needed before.
///
/// @param pipes where processes that can fail so listen, each at a pipe named after its number
public record FailingDisk(Path pipes) {
    private static final int EIO = 5;
    private static final int ENOSPC = 28;
    private static final Pattern PRELOAD = Pattern.compile("LD_PRELOAD=\"([^\"]+)\"");

    /// What it fails to do.
    public enum Trouble {
        /// Takes what is written, and then fails to make it durable.
        SYNC(EIO, "posix/io/sync/fsync", "posix/io/sync/fdatasync"),
        /// Takes nothing.
        WRITE(EIO, "posix/io/rw/pwrite"),
        /// Takes nothing, and says that it is full.
        SPACE(ENOSPC, "posix/io/rw/pwrite"),
        /// Gives nothing back.
        READ(EIO, "posix/io/rw/pread");

        private final int error;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> calls;

        Trouble(int error, String... calls) {
            this.error = error;
            this.calls = List.of(calls);
        }
    }

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

    /// In the processes that run: one that is started later is well.
    ///
    /// @param share of the calls that fail, up to 1
    public void begin(Trouble trouble, double share) throws IOException {
        for (String call : trouble.calls) {
            tell("enable_random name=" + call + ",probability=" + share + ",failinfo=" + trouble.error);
        }
    }

    public void end(Trouble trouble) throws IOException {
        for (String call : trouble.calls) {
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
