package org.hongting.device.sound;

import java.util.function.BooleanSupplier;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/// Plays samples of [Tones].
@FunctionalInterface
interface Speaker {
    AudioFormat FORMAT = new AudioFormat(Tones.SAMPLES_PER_SECOND, 16, 1, true, false);

    /// Returns when the sound has ended or `goOn` said no.
    ///
    /// @throws LineUnavailableException if the machine cannot play now
    void play(byte[] samples, BooleanSupplier goOn) throws LineUnavailableException;

    /// The machine's own loudspeaker.
    static void playOnThisMachine(byte[] samples, BooleanSupplier goOn) throws LineUnavailableException {
        SourceDataLine line;
        try {
            line = AudioSystem.getSourceDataLine(FORMAT);
        } catch (IllegalArgumentException none) {
            LineUnavailableException missing = new LineUnavailableException("there is no sound device");
            missing.initCause(none);
            throw missing;
        }
        try (line) {
            line.open(FORMAT);
            line.start();
            int chunk = Tones.SAMPLES_PER_SECOND / 25;
            for (int at = 0; at < samples.length && goOn.getAsBoolean(); at += chunk) {
                line.write(samples, at, Math.min(chunk, samples.length - at));
            }
            if (goOn.getAsBoolean()) {
                line.drain();
            }
        }
    }
}
