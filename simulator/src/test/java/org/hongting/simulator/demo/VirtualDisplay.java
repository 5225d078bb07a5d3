package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An X display of its own without a screen: windows open on it, keys are typed into it, and it can be photographed.
final class VirtualDisplay implements AutoCloseable {
    private final Process server;
    private final String name;
    private final String size;

    private VirtualDisplay(Process server, String name, String size) {
        this.server = server;
        this.name = name;
        this.size = size;
    }

    /// Starts one on the first number that is free.
    static VirtualDisplay start(int width, int height) throws IOException {
        String size = width + "x" + height;
        Process server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", size + "x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = server.inputReader(UTF_8);
        return new VirtualDisplay(server, ":" + Objects.requireNonNull(output.readLine(), "Xvfb did not start"), size);
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
