package org.hongting.central.course.build;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.RefusedCourse;

/// `ffprobe` and `ffmpeg` of this machine. They are given files and nothing else to open: no network, no lists of other
/// files.
final class Ffmpeg {
    private static final Duration LOOK = Duration.ofSeconds(60);
    private static final int ANSWER_BYTES = 512 * 1024;
    private static final double MICROSECONDS = 1_000_000;

    private final Path ffprobe;
    private final Path ffmpeg;
    private final Duration look;

    private Ffmpeg(Path ffprobe, Path ffmpeg, Duration look) {
        this.ffprobe = ffprobe;
        this.ffmpeg = ffmpeg;
        this.look = look;
    }

    /// Both, if both are installed.
    ///
    /// @param searched folders, as in the variable PATH
    static Optional<Ffmpeg> find(String searched) {
        return find(searched, LOOK);
    }

    /// @param look the longest that one may take
    static Optional<Ffmpeg> find(String searched, Duration look) {
        return program(searched, "ffprobe")
                .flatMap(probe -> program(searched, "ffmpeg").map(converter -> new Ffmpeg(probe, converter, look)));
    }

    private static Optional<Path> program(String searched, String name) {
        return Arrays.stream(searched.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What it says of a file, as JSON; nothing where it cannot read it.
    byte[] probe(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        ffprobe.toString(),
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file",
                        "-show_streams",
                        "-show_format",
                        "-of",
                        "json",
                        "file:" + file.toAbsolutePath())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Process> end = ended(process, look);
        try {
            byte[] answer = process.getInputStream().readNBytes(ANSWER_BYTES);
            return process.waitFor() == 0 && !end.isCompletedExceptionally() ? answer : new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// Converts a file.
    ///
    /// @param longest that it may take
    /// @param seconds is told how far it is
    /// @throws RefusedCourse if it cannot, or takes longer
    void convert(Path from, Path to, List<String> how, Duration longest, DoubleConsumer seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of("-protocol_whitelist", "file", "-i", "file:" + from.toAbsolutePath()));
        command.addAll(how);
        command.addAll(List.of("-progress", "pipe:1", "-f", "mp4", "file:" + to.toAbsolutePath()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Process> end = ended(process, longest);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("out_time_us=\\d{1,15}")) {
                    seconds.accept(Long.parseLong(line.substring("out_time_us=".length())) / MICROSECONDS);
                }
            }
            int said = process.waitFor();
            if (end.isCompletedExceptionally()) {
                throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.FILM_SLOW, longest.toMinutes()));
            }
            if (said != 0) {
                throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILM_NOT_CONVERTED));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// Ends a process that takes longer: what is read from it ends then too.
    ///
    /// @return has failed before it is ended
    private static CompletableFuture<Process> ended(Process process, Duration longest) {
        CompletableFuture<Process> end = process.onExit().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        var _ = end.whenComplete((_, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        return end;
    }
}
