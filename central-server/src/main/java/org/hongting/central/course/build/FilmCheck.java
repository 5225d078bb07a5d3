package org.hongting.central.course.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import tools.jackson.databind.JsonNode;

/// Whether terminals can play a film or recording, and conversion where they cannot: to 720p, 30 pictures a second,
/// H.264 and AAC. Looks with `ffprobe` and converts with `ffmpeg` where they are installed; otherwise reads MP4 itself
/// and takes what needs no conversion.
final class FilmCheck {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final double PICTURES_A_SECOND = 30.5;

    /// An old machine converts a large film so many times slower than it plays.
    private static final int SLOWEST = 10;

    private static final Duration BEGINNING = Duration.ofMinutes(5);
    private static final Duration UNTOLD = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Optional<Ffmpeg> ffmpeg;

    FilmCheck(Optional<Ffmpeg> ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// What a film or recording is.
    ///
    /// @param video codec; empty where nothing is seen
    /// @param audio codec; empty where nothing is heard
    /// @param plain whether the pictures have the form that every player knows
    record Facts(
            String container,
            String video,
            String audio,
            int width,
            int height,
            double rate,
            boolean plain,
            double seconds) {
        boolean isPlayable() {
            return container.contains("mp4")
                    && "h264".equals(video)
                    && (audio.isEmpty() || "aac".equals(audio))
                    && width <= WIDTH
                    && height <= HEIGHT
                    && rate <= PICTURES_A_SECOND
                    && plain;
        }

        boolean isPlayableSound() {
            return video.isEmpty()
                    && ((container.contains("mp4") && "aac".equals(audio))
                            || (container.contains("mp3") && "mp3".equals(audio)));
        }

        int wholeSeconds() {
            return (int) Math.max(1, Math.floor(seconds));
        }

        /// How long its conversion may take. Some files do not say how long they are.
        Duration longestConversion() {
            Duration length = seconds < 1 ? UNTOLD : Duration.ofSeconds((long) Math.min(seconds, Lesson.PARTS));
            Duration wanted = length.multipliedBy(SLOWEST).plus(BEGINNING);
            return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
        }
    }

    /// A film that terminals play.
    ///
    /// @param content the file itself, or the converted one
    record Film(Path content, int seconds, boolean converted) {}

    /// @param work where a converted file is put
    /// @param percent is told how far the conversion is
    /// @throws RefusedCourse if terminals cannot play it and nothing here can convert it
    Film film(Path file, Path work, IntConsumer percent) throws IOException {
        Facts facts = facts(file);
        if (facts.video().isEmpty()) {
            throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILM_NO_PICTURE));
        }
        if (facts.isPlayable()) {
            return new Film(file, facts.wholeSeconds(), false);
        }
        List<String> how = new ArrayList<>(List.of("-map", "0:v:0", "-map", "0:a:0?", "-vf", scaled(facts)));
        how.addAll(List.of("-c:v", "libx264", "-profile:v", "main", "-preset", "veryfast", "-crf", "23"));
        how.addAll(List.of("-maxrate", "2500k", "-bufsize", "5000k", "-pix_fmt", "yuv420p"));
        how.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000", "-movflags", "+faststart"));
        return converted(file, work, facts, how, percent);
    }

    private static String scaled(Facts facts) {
        String size = "scale=w='min(" + WIDTH + ",iw)':h='min(" + HEIGHT
                + ",ih)':force_original_aspect_ratio=decrease:force_divisible_by=2";
        return facts.rate() > PICTURES_A_SECOND ? size + ",fps=30" : size;
    }

    /// @throws RefusedCourse as for a film
    Film recording(Path file, Path work, IntConsumer percent) throws IOException {
        Facts facts = facts(file);
        if (facts.audio().isEmpty()) {
            throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.RECORDING_NO_SOUND));
        }
        if (facts.isPlayableSound()) {
            return new Film(file, facts.wholeSeconds(), false);
        }
        List<String> how = List.of(
                "-map",
                "0:a:0",
                "-vn",
                "-c:a",
                "aac",
                "-b:a",
                "128k",
                "-ac",
                "2",
                "-ar",
                "48000",
                "-movflags",
                "+faststart");
        return converted(file, work, facts, how, percent);
    }

    private Film converted(Path file, Path work, Facts facts, List<String> how, IntConsumer percent)
            throws IOException {
        if (ffmpeg.isEmpty()) {
            throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILM_NOT_PLAYED, said(facts)));
        }
        ffmpeg.get()
                .convert(
                        file,
                        work,
                        how,
                        facts.longestConversion(),
                        seconds ->
                                percent.accept((int) Math.clamp(100 * seconds / Math.max(1, facts.seconds()), 0, 100)));
        Facts made = facts(work);
        return new Film(work, made.wholeSeconds(), true);
    }

    private static String said(Facts facts) {
        return facts.video() + " " + facts.width() + "×" + facts.height() + " " + facts.audio();
    }

    private Facts facts(Path file) throws IOException {
        if (ffmpeg.isEmpty()) {
            return Mp4.facts(file)
                    .orElseThrow(
                            () -> new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILM_NOT_TOLD)));
        }
        JsonNode said;
        try {
            said = Json.readObject(ffmpeg.get().probe(file));
        } catch (MalformedJson e) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.FILM_UNREADABLE), e);
        }
        String video = "";
        String audio = "";
        JsonNode picture = Json.newObject();
        for (JsonNode stream : said.path("streams")) {
            String codec = stream.path("codec_name").stringValue("");
            boolean isCover = stream.path("disposition").path("attached_pic").intValue(0) == 1;
            if (stream.path("codec_type").stringValue("").equals("video") && video.isEmpty() && !isCover) {
                video = known(codec);
                picture = stream;
            } else if (stream.path("codec_type").stringValue("").equals("audio") && audio.isEmpty()) {
                audio = known(codec);
            }
        }
        return new Facts(
                said.path("format").path("format_name").stringValue(""),
                video,
                audio,
                picture.path("width").intValue(0),
                picture.path("height").intValue(0),
                rate(picture.path("r_frame_rate").stringValue("0/1")),
                picture.path("pix_fmt").stringValue("").matches("yuvj?420p"),
                number(said.path("format").path("duration").stringValue("0")));
    }

    private static String known(String codec) {
        if (codec.isEmpty() || codec.equals("unknown") || codec.equals("none")) {
            throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILM_CODEC));
        }
        return codec;
    }

    private static double rate(String fraction) {
        String[] parts = fraction.split("/", -1);
        double below = parts.length == 2 ? number(parts[1]) : 1;
        return below == 0 ? 0 : number(parts[0]) / below;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
