package org.hongting.device.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.LineUnavailableException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Indicator.Signal;
import org.junit.jupiter.api.Test;

class SoundIndicatorTest {
    private static final DeviceName NAME = new DeviceName("speaker");

    @Test
    void everyAnswerSoundsDifferentAndAChoiceIsSilent() {
        assertThat(Tones.samples(Signal.CHOOSE)).isEmpty();
        assertThat(Tones.of(Signal.ADMITTED)).hasSize(2);
        assertThat(Tones.of(Signal.REFUSED)).hasSize(2);
        assertThat(Tones.of(Signal.ADMITTED).get(1).toHertz())
                .isGreaterThan(Tones.of(Signal.ADMITTED).get(0).toHertz());
        assertThat(Tones.of(Signal.REFUSED).get(1).toHertz())
                .isLessThan(Tones.of(Signal.REFUSED).get(0).toHertz());
        assertThat(Tones.of(Signal.LATE).getFirst().toHertz())
                .isGreaterThan(Tones.of(Signal.LATE).getFirst().fromHertz());
        assertThat(Arrays.stream(Signal.values())
                        .map(signal -> List.of(Tones.of(signal)))
                        .distinct())
                .hasSize(Signal.values().length);
    }

    @Test
    void aToneBeginsAndEndsInSilenceAndNeverClips() {
        byte[] samples = Tones.samples(Signal.ADMITTED);
        assertThat(samples.length).isEqualTo(2 * (int) (0.27 * Tones.SAMPLES_PER_SECOND));
        int loudest = 0;
        for (int i = 0; i < samples.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((samples[i] & 0xFF) | samples[i + 1] << 8));
        }
        assertThat(loudest).isBetween(18_000, 20_000);
        assertThat(samples[0]).isZero();
        assertThat(Math.abs(samples[samples.length - 1])).isLessThanOrEqualTo((byte) 2);
    }

    @Test
    void aQuieterToneIsTheSameToneAndNoVolumePlaysNothing() throws Exception {
        byte[] full = Tones.samples(Signal.REFUSED);
        byte[] half = Tones.quieter(full, 50);
        for (int i = 0; i < full.length; i += 2) {
            int before = (short) ((full[i] & 0xFF) | full[i + 1] << 8);
            int after = (short) ((half[i] & 0xFF) | half[i + 1] << 8);
            assertThat(after).isEqualTo(before / 2);
        }
        assertThat(Tones.quieter(full, 100)).isEqualTo(full);
        BlockingQueue<Integer> played = new LinkedBlockingQueue<>();
        try (SoundIndicator indicator = new SoundIndicator(NAME, (samples, _) -> played.add(samples.length), _ -> {})) {
            indicator.volume(0);
            indicator.signal(Signal.REFUSED);
            indicator.volume(40);
            indicator.signal(Signal.ADMITTED);
            assertThat(played.poll(10, TimeUnit.SECONDS)).isEqualTo(Tones.samples(Signal.ADMITTED).length);
            assertThat(played).isEmpty();
        }
    }

    @Test
    void withoutASoundDeviceItIsSilentAndSaysSoOnce() throws Exception {
        List<DeviceFault> faults = new CopyOnWriteArrayList<>();
        BlockingQueue<Integer> attempts = new LinkedBlockingQueue<>();
        Speaker none = (samples, _) -> {
            attempts.add(samples.length);
            throw new LineUnavailableException("none");
        };
        try (SoundIndicator indicator = new SoundIndicator(NAME, none, faults::add)) {
            for (int i = 0; i < 3; i++) {
                indicator.signal(Signal.ALREADY);
                assertThat(attempts.poll(5, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().device()).isEqualTo(NAME);
    }

    @Test
    void aNewerAnswerCutsOffTheOneThatSounds() throws Exception {
        BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
        Speaker endless = (samples, goOn) -> {
            begun.add(samples.length);
            while (goOn.getAsBoolean()) {
                Thread.onSpinWait();
            }
            ended.add(samples.length);
        };
        SoundIndicator indicator = new SoundIndicator(NAME, endless, _ -> {});
        indicator.signal(Signal.NOT_RECORDED);
        assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo(Tones.samples(Signal.NOT_RECORDED).length);
        indicator.signal(Signal.ADMITTED);
        assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(Tones.samples(Signal.NOT_RECORDED).length);
        assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo(Tones.samples(Signal.ADMITTED).length);
        indicator.close();
        assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(Tones.samples(Signal.ADMITTED).length);
        indicator.signal(Signal.ADMITTED);
    }
}
