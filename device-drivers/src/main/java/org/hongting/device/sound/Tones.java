package org.hongting.device.sound;

import java.util.List;
import org.hongting.device.Indicator.Signal;

/// The sound of each answer, computed: signed 16-bit samples, one channel, low byte first.
final class Tones {
    static final int SAMPLES_PER_SECOND = 44_100;

    /// Rise and fall of each tone; without them a loudspeaker clicks.
    private static final double FADE_SECONDS = 0.008;

    private Tones() {}

    /// One tone that may glide from one pitch to another.
    ///
    /// @param loudness 0 to 1
    record Tone(double fromHertz, double toHertz, double seconds, double loudness) {}

    static List<Tone> of(Signal signal) {
        return switch (signal) {
            case ADMITTED -> List.of(new Tone(660, 660, 0.11, 0.6), new Tone(880, 880, 0.16, 0.6));
            case LATE -> List.of(new Tone(587, 880, 0.24, 0.6));
            case ALREADY -> List.of(new Tone(660, 660, 0.14, 0.25));
            case CHOOSE -> List.of();
            case REFUSED -> List.of(new Tone(587, 587, 0.14, 0.6), new Tone(440, 440, 0.2, 0.6));
            case NOT_RECORDED -> List.of(new Tone(196, 196, 0.9, 0.7));
        };
    }

    static byte[] samples(Signal signal) {
        List<Tone> tones = of(signal);
        byte[] samples = new byte[tones.stream().mapToInt(Tones::bytes).sum()];
        int at = 0;
        for (Tone tone : tones) {
            int count = bytes(tone) / 2;
            double phase = 0;
            for (int i = 0; i < count; i++) {
                double part = (double) i / count;
                double hertz = tone.fromHertz() + (tone.toHertz() - tone.fromHertz()) * part;
                phase += 2 * Math.PI * hertz / SAMPLES_PER_SECOND;
                double fade = Math.min(1, Math.min(i, count - i) / (FADE_SECONDS * SAMPLES_PER_SECOND));
                int sample = (int) Math.round(Math.sin(phase) * tone.loudness() * fade * Short.MAX_VALUE);
                samples[at++] = (byte) sample;
                samples[at++] = (byte) (sample >> 8);
            }
        }
        return samples;
    }

    /// The same samples, at so many per cent of their height.
    static byte[] quieter(byte[] samples, int percent) {
        byte[] quieter = new byte[samples.length];
        for (int i = 0; i < samples.length; i += 2) {
            int sample = (short) ((samples[i] & 0xFF) | samples[i + 1] << 8) * percent / 100;
            quieter[i] = (byte) sample;
            quieter[i + 1] = (byte) (sample >> 8);
        }
        return quieter;
    }

    private static int bytes(Tone tone) {
        return 2 * (int) (tone.seconds() * SAMPLES_PER_SECOND);
    }
}
