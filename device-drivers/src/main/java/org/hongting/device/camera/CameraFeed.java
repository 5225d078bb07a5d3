package org.hongting.device.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where frames come from: the command of a child process that writes raw frames to its standard
/// output: the luminance plane, which is all that is searched for codes, and the two planes of colour behind it (YUV
/// 4:2:0), for photographs.
public sealed interface CameraFeed {
    int WIDTH = 1280;
    int HEIGHT = 720;

    /// Bytes between the starts of two frames.
    int BYTES_PER_FRAME = WIDTH * HEIGHT * 3 / 2;

    /// Enough to read a code within 300 ms, half of what would heat a small computer.
    int FRAMES_PER_SECOND = 10;

    /// What a USB camera is asked for, because most know this rate; faster ones are thinned out to it.
    int MOST_FRAMES_PER_SECOND = 15;

    /// A USB camera (Video4Linux), for example `/dev/video0` or a stable name under `/dev/v4l/by-id`.
    record VideoDevice(Path device) implements CameraFeed {}

    /// A camera on the ribbon cable of a Raspberry Pi, through `rpicam-vid`. The command is built as its
    /// manual says and has not been run on the hardware yet.
    record RaspberryPi(int camera) implements CameraFeed {
        public RaspberryPi {
            if (camera < 0 || camera > 7) {
                throw new IllegalArgumentException("there is no camera " + camera);
            }
        }
    }

    /// One picture, held before the camera for as long as the reader is open.
    record Picture(Path file) implements CameraFeed {}

    /// The pictures of a folder in the order of their names, each held before the camera once for `each`. A
    /// picture that is put there later is shown too; move it in, so that it is whole when it is seen. Nothing
    /// is shown in between.
    record Folder(Path folder, Duration each) implements CameraFeed {}

    /// A video file, over and over, at its own speed.
    record Video(Path file) implements CameraFeed {}

    /// The program that must be installed.
    default String program() {
        return this instanceof RaspberryPi ? "rpicam-vid" : "ffmpeg";
    }

    /// The commands to run one after another. A camera's never ends by itself; a folder's ends with each
    /// picture.
    ///
    /// @return empty while there is nothing to show
    default Optional<List<String>> nextCommand(Set<Path> shown) throws IOException {
        return switch (this) {
            case VideoDevice(Path device) ->
                Optional.of(ffmpeg(List.of(
                        "-f",
                        "v4l2",
                        "-video_size",
                        WIDTH + "x" + HEIGHT,
                        "-framerate",
                        "" + MOST_FRAMES_PER_SECOND,
                        "-i",
                        device.toString())));
            case RaspberryPi(int camera) ->
                Optional.of(List.of(
                        "rpicam-vid",
                        "--camera",
                        "" + camera,
                        "--timeout",
                        "0",
                        "--nopreview",
                        "--codec",
                        "yuv420",
                        "--width",
                        "" + WIDTH,
                        "--height",
                        "" + HEIGHT,
                        "--framerate",
                        "" + FRAMES_PER_SECOND,
                        "--flush",
                        "--output",
                        "-"));
            case Picture(Path file) -> Optional.of(ffmpeg(still(file)));
            case Folder(Path folder, Duration each) ->
                next(folder, shown).map(file -> {
                    List<String> input = new ArrayList<>(
                            List.of("-t", String.format(Locale.ROOT, "%.3f", each.toMillis() / 1000.0)));
                    input.addAll(still(file));
                    return ffmpeg(input);
                });
            case Video(Path file) -> Optional.of(ffmpeg(List.of("-stream_loop", "-1", "-re", "-i", file.toString())));
        };
    }

    /// True where the end of the child is the end of one picture and no fault.
    default boolean endsNormally() {
        return this instanceof Folder;
    }

    private static List<String> still(Path file) {
        return List.of("-framerate", "" + FRAMES_PER_SECOND, "-re", "-loop", "1", "-i", file.toString());
    }

    private static List<String> ffmpeg(List<String> input) {
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"));
        command.addAll(input);
        // `select` passes a frame on at once; the `fps` filter would hold each back until the next one came.
        command.addAll(List.of(
                "-an",
                "-vf",
                ("select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.06)',"
                                + "scale=%1$d:%2$d:force_original_aspect_ratio=decrease:out_range=full,"
                                + "format=yuv420p,pad=%1$d:%2$d:-1:-1:gray")
                        .formatted(WIDTH, HEIGHT),
                "-fps_mode",
                "passthrough",
                "-flush_packets",
                "1",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "yuv420p",
                "-"));
        return command;
    }

    private static Optional<Path> next(Path folder, Set<Path> shown) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<Path> known = new HashSet<>(shown);
            Optional<Path> next = files.filter(CameraFeed::isPicture)
                    .filter(file -> !known.contains(file))
                    .sorted()
                    .findFirst();
            next.ifPresent(shown::add);
            return next;
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png"));
    }
}
