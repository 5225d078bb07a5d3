package org.hongting.kiosk.diagnosis;

import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.hongting.protocol.record.TestedPart;

/// Whether the sound device can be opened. Whether anybody hears it, only somebody can say.
public final class SoundTrial {
    private static final String PART = "sound";
    private static final AudioFormat FORMAT = new AudioFormat(44_100, 16, 1, true, false);

    private SoundTrial() {}

    /// @param volume per cent
    public static TestedPart of(int volume) {
        try (SourceDataLine line = AudioSystem.getSourceDataLine(FORMAT)) {
            line.open(FORMAT);
        } catch (LineUnavailableException | IllegalArgumentException e) {
            return Trial.broken(PART, "no-device");
        }
        Map<String, Long> figures = Map.of("volume-percent", (long) volume);
        return volume == 0 ? Trial.doubtful(PART, "muted", figures) : Trial.fine(PART, figures);
    }
}
