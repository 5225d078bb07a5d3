package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An X display of its own without a screen: windows open on it, keys are typed into it, and it can be photographed.
final class VirtualDisplay implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 100;

    /// What stands still so long has been drawn.
    private static final long CALM_MILLIS = 600;

    /// Pixels: a clock that goes on changes fewer, a touch that is answered many more.
    private static final int CHANGE = 2_000;

    private static final int PIXEL_BYTES = 4;

    private final Process server;
    private final String name;
    private final String size;
    private final Path memory;

    private VirtualDisplay(Process server, String name, String size, Path memory) {
        this.server = server;
        this.name = name;
        this.size = size;
        this.memory = memory;
    }

    /// Starts one on the first number that is free.
    ///
    /// @param folder in which the display keeps its picture while it runs
    static VirtualDisplay start(int width, int height, Path folder) throws IOException {
        String size = width + "x" + height;
        Process server = new ProcessBuilder(
                        "Xvfb",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        size + "x24",
                        "-nolisten",
                        "tcp",
                        "-fbdir",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = server.inputReader(UTF_8);
        return new VirtualDisplay(
                server,
                ":" + Objects.requireNonNull(output.readLine(), "Xvfb did not start"),
                size,
                folder.resolve("Xvfb_screen0"));
    }

    /// What a program needs to open its window here.
    Map<String, String> environment() {
        return Map.of("DISPLAY", name, "GDK_BACKEND", "x11");
    }

    /// Types as a scanner does: a line of text, a few milliseconds a key, and Enter.
    void scan(String text) throws IOException, InterruptedException {
        run(List.of("xdotool", "type", "--delay", "3", text));
        run(List.of("xdotool", "key", "Return"));
    }

    /// A finger at a place.
    void touch(int x, int y) throws IOException, InterruptedException {
        run(List.of("xdotool", "mousemove", "" + x, "" + y, "sleep", "0.1", "click", "1"));
    }

    /// A finger at a place, and a look at what comes of it: returns when that has been drawn.
    ///
    /// @return when the first of it was seen, by [System#nanoTime]
    /// @throws AssertionError if nothing comes of it
    long tap(int x, int y) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        byte[] before = Files.readAllBytes(memory);
        touch(x, y);
        byte[] now = Files.readAllBytes(memory);
        while (!differs(before, now)) {
            now = lookAgain(deadline, "nothing came of a touch at " + x + ", " + y);
        }
        long shown = System.nanoTime();
        awaitCalm(now, deadline, "after a touch at " + x + ", " + y + " nothing stood still");
        return shown;
    }

    /// Waits until a window stands on the display, drawn: before, the first keys of a scan go nowhere.
    ///
    /// @throws AssertionError if none comes
    void awaitWindow() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        run(List.of(
                "timeout", "" + PATIENCE.toSeconds(), "xdotool", "search", "--sync", "--onlyvisible", "--class", ""));
        awaitCalm(Files.readAllBytes(memory), deadline, "the window never stood still");
    }

    private void awaitCalm(byte[] first, long deadline, String otherwise) throws IOException, InterruptedException {
        byte[] now = first;
        long calmSince = System.nanoTime();
        while (System.nanoTime() - calmSince < Duration.ofMillis(CALM_MILLIS).toNanos()) {
            byte[] next = lookAgain(deadline, otherwise);
            if (differs(now, next)) {
                now = next;
                calmSince = System.nanoTime();
            }
        }
    }

    private byte[] lookAgain(long deadline, String otherwise) throws IOException, InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new AssertionError(otherwise);
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
        return Files.readAllBytes(memory);
    }

    private static boolean differs(byte[] one, byte[] other) {
        int changed = 0;
        for (int at = 0; at + PIXEL_BYTES <= one.length && changed < CHANGE; at += PIXEL_BYTES) {
            changed += Arrays.equals(one, at, at + PIXEL_BYTES, other, at, at + PIXEL_BYTES) ? 0 : 1;
        }
        return changed >= CHANGE;
    }

    /// What stands on the display, as a PNG picture.
    void picture(Path file) throws IOException, InterruptedException {
        run(List.of(
                "ffmpeg",
                "-nostdin",
                "-loglevel",
                "error",
                "-y",
                "-f",
                "x11grab",
                "-video_size",
                size,
                "-i",
                name,
                "-frames:v",
                "1",
                file.toString()));
    }

    @Override
    public void close() {
        server.destroy();
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed: " + output);
        }
    }
}
