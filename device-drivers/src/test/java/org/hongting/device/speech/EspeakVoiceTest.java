package org.hongting.device.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program, speaking into a file.
@RequiresTool("espeak-ng")
class EspeakVoiceTest {
    private static final DeviceName NAME = new DeviceName("voice");

    @TempDir
    Path folder;

    private final BlockingQueue<DeviceFault> faults = new LinkedBlockingQueue<>();

    private double seconds(String sentence, Locale language) throws Exception {
        Path file = folder.resolve("said-" + language + ".wav");
        try (EspeakVoice voice = new EspeakVoice(NAME, List.of("-w", file.toString()), faults::add)) {
            voice.say(sentence, language);
            return awaitSeconds(file);
        }
    }

    private static double awaitSeconds(Path file) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (Files.exists(file)) {
                    AudioFileFormat format = AudioSystem.getAudioFileFormat(file.toFile());
                    double bytes = Files.size(file) - 44;
                    double perSecond = format.getFormat().getFrameRate()
                            * format.getFormat().getFrameSize();
                    if (bytes / perSecond > 0.3) {
                        return bytes / perSecond;
                    }
                }
            } catch (IOException | UnsupportedAudioFileException e) {
                // It is still being written.
            }
            Thread.sleep(20);
        }
        throw new AssertionError("nothing was said");
    }

    @Test
    void chineseAndEnglishAreSaid() throws Exception {
        assertThat(seconds("签到成功", Locale.SIMPLIFIED_CHINESE)).isBetween(0.3, 5.0);
        assertThat(seconds("You are checked in", Locale.ENGLISH)).isBetween(0.3, 5.0);
        assertThat(faults).isEmpty();
    }

    @Test
    void whatCannotBeSaidIsToldOnceAndStopsNobody() throws Exception {
        try (EspeakVoice voice = new EspeakVoice(NAME, List.of("-v", "unheard"), faults::add)) {
            voice.say("签到成功", Locale.CHINESE);
            assertThat(faults.poll(20, TimeUnit.SECONDS)).isNotNull();
            voice.say("签到成功", Locale.CHINESE);
            assertThat(faults.poll(1, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void whatIsSaidAfterTheEndIsNotHeard() {
        EspeakVoice voice =
                new EspeakVoice(NAME, List.of("-w", folder.resolve("late.wav").toString()), faults::add);
        voice.close();
        voice.say("签到成功", Locale.CHINESE);
        assertThat(folder.resolve("late.wav")).doesNotExist();
    }
}
