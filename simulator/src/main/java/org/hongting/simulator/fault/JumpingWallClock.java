package org.hongting.simulator.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wall clock of a process, which can be set to another time while it runs; its monotonic clock goes on as ever.
/// libfaketime stands between the process and the C library.
///
/// @param setting how far off the clock is, read anew by the process every second
public record JumpingWallClock(Path setting) {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    /// Why there can be none on this machine, or nothing.
    public static Optional<String> lacking() {
        return LIBRARIES.stream().anyMatch(Files::exists)
                ? Optional.empty()
                : Optional.of("a clock that jumps needs the package faketime");
    }

    /// What a process whose clock can jump is started with.
    public Map<String, String> environment() throws IOException {
        back();
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow();
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                setting.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // What it mends in older C libraries makes every timed wait of a Java machine return at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    public void jump(Duration by) throws IOException {
        Path next = setting.resolveSibling(setting.getFileName() + ".next");
        Files.writeString(next, (by.isNegative() ? "" : "+") + by.toSeconds() + "\n");
        Files.move(next, setting, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void back() throws IOException {
        jump(Duration.ZERO);
    }
}
