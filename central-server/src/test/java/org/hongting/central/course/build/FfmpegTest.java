package org.hongting.central.course.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With programs of those names that never end.
@Timeout(20)
class FfmpegTest {
    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        for (String name : List.of("ffprobe", "ffmpeg")) {
            Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\nexec sleep 60\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aLookThatDoesNotEndIsEndedAndSaysNothing() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.find(folder.toString(), Duration.ofMillis(50)).orElseThrow();

        assertThat(ffmpeg.probe(folder.resolve("film.avi"))).isEmpty();
    }

    @Test
    void aConversionThatDoesNotEndIsEndedAndSaysWhatToDo() {
        Ffmpeg ffmpeg = Ffmpeg.find(folder.toString()).orElseThrow();

        assertThatThrownBy(() -> ffmpeg.convert(
                        folder.resolve("film.avi"),
                        folder.resolve("film.mp4"),
                        List.of(),
                        Duration.ofMillis(50),
                        seconds -> {}))
                .hasMessageContaining("convert it elsewhere");
    }

    @Test
    void aConversionMayTakeTenTimesAsLongAsTheFilmAndNeverLongerThanADay() {
        assertThat(facts(60).longestConversion()).isEqualTo(Duration.ofMinutes(15));
        assertThat(facts(0).longestConversion()).as("of unknown length").isEqualTo(Duration.ofMinutes(605));
        assertThat(facts(1e300).longestConversion()).isEqualTo(Duration.ofDays(1));
    }

    private static FilmCheck.Facts facts(double seconds) {
        return new FilmCheck.Facts("avi", "mpeg4", "", 64, 48, 25, true, seconds);
    }
}
