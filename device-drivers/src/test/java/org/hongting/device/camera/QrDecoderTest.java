package org.hongting.device.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.device.sim.PhotographedCode;
import org.hongting.device.sim.PhotographedCode.Light;
import org.hongting.device.sim.PhotographedCode.Pose;
import org.hongting.device.sim.PlainQrReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrDecoderTest {
    private final QrDecoder decoder = new QrDecoder();

    /// 80 bytes as one decimal number: what passes and badges hold.
    private static String badge(int seed) {
        byte[] bytes = new byte[80];
        new Random(seed).nextBytes(bytes);
        return String.format("%193s", new BigInteger(1, bytes)).replace(' ', '0');
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what,             turned, tilted, averted, size, brightness, shade, blur, noise, inverted
        "straight,                0,   0,   0, 0.6, 1.0, 0.0, 0,  0, false",
        "a quarter turn,         90,   0,   0, 0.6, 1.0, 0.0, 0,  3, false",
        "turned a little,        17,   0,   0, 0.6, 0.9, 0.0, 1,  5, false",
        "turned by half,         45,   0,   0, 0.6, 0.9, 0.0, 1,  5, false",
        "upside down,           180,   0,   0, 0.6, 0.9, 0.0, 1,  5, false",
        "leaning away,            5,  30,   0, 0.7, 0.9, 0.2, 0,  4, false",
        "turned away,            -8,   0,  35, 0.7, 0.9, 0.2, 0,  4, false",
        "leaning and turned,     20,  20, -25, 0.7, 0.8, 0.3, 0,  4, false",
        "dim,                     3,   5,   0, 0.6, 0.3, 0.0, 0,  3, false",
        "very dim and noisy,      3,   5,   0, 0.7, 0.15, 0.0, 0, 3, false",
        "half in the shade,       3,   5,   5, 0.6, 1.0, 0.8, 0,  3, false",
        "noisy,                   3,   5,   5, 0.7, 0.8, 0.1, 0, 20, false",
        "out of focus,            3,   5,   5, 0.8, 0.9, 0.1, 3,  3, false",
        "small,                   3,   5,   5, 0.3, 0.9, 0.1, 0,  3, false",
        "filling the picture,     3,   5,   5, 1.0, 0.9, 0.1, 2,  3, false",
        "dark mode,               0,   0,   0, 0.6, 1.0, 0.0, 0,  3, true",
        "dark mode and turned,   30,  10,   0, 0.6, 0.8, 0.2, 1,  4, true",
    })
    void aCodeHeldTheWayPeopleHoldItIsRead(
            String what,
            double turned,
            double tilted,
            double averted,
            double size,
            double brightness,
            double shade,
            int blur,
            double noise,
            boolean inverted) {
        String text = badge(what.hashCode());
        LuminanceFrame frame = LuminanceFrame.of(PhotographedCode.of(text)
                .held(new Pose(turned, tilted, averted, size))
                .in(new Light(brightness, shade, blur, noise, inverted))
                .picture());
        assertThat(decoder.decode(frame)).contains(text);
        List<Optional<String>> glances = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            glances.add(decoder.glance(frame));
        }
        assertThat(glances).as("the stream reads it within two frames").contains(Optional.of(text));
    }

    /// At full size alone, one in twenty of these was missed by a stream, however long it was held.
    @Test
    void theStreamReadsEveryCodeThatAStillReads() {
        for (int seed = 0; seed < 60; seed++) {
            String text = badge(seed);
            LuminanceFrame frame = LuminanceFrame.of(
                    PhotographedCode.of(text).held(new Pose(-8, 20, 12, 0.65)).picture());
            Optional<String> glimpsed = decoder.glance(frame).or(() -> decoder.glance(frame));
            assertThat(glimpsed).as("badge %d", seed).isEqualTo(decoder.decode(frame));
            assertThat(glimpsed).as("badge %d", seed).contains(text);
        }
    }

    /// The data of these badges holds what looks like a finder pattern: 7 of the first 3,000 badges.
    @ParameterizedTest
    @ValueSource(ints = {251, 515, 832, 1246, 1412, 2457, 2820})
    void dataThatLooksLikeAFinderPatternHidesNoCode(int seed) {
        String text = badge(seed);
        BufferedImage picture = PhotographedCode.of(text).picture();
        assertThat(new PlainQrReader(picture).readWithBoth())
                .as("ZXing alone misses it")
                .isEmpty();
        LuminanceFrame frame = LuminanceFrame.of(picture);
        assertThat(decoder.decode(frame)).contains(text);
        assertThat(decoder.glance(frame).or(() -> decoder.glance(frame))).contains(text);
    }

    /// 41 modules in 114 pixels, and out of focus.
    @ParameterizedTest
    @ValueSource(ints = {12, 15, 27})
    void aSmallPictureIsReadInTwiceItsSize(int seed) {
        byte[] bytes = new byte[20];
        new Random(seed).nextBytes(bytes);
        String text = String.format("%49s", new BigInteger(1, bytes)).replace(' ', '0');
        BufferedImage picture = new PhotographedCode(
                        text, new Pose(-8, 20, 12, 0.95), new Light(0.9, 0.2, 1, 3, false), 160, 120)
                .picture();
        assertThat(new PlainQrReader(picture).readWithBoth())
                .as("ZXing alone misses it")
                .isEmpty();
        assertThat(decoder.decode(LuminanceFrame.of(picture))).contains(text);
    }

    @Test
    void noiseHoldsNoCode() {
        Random random = new Random(42);
        for (int picture = 0; picture < 40; picture++) {
            byte[] pixels = new byte[640 * 480];
            int coarse = 1 + picture % 5;
            for (int y = 0; y < 480; y++) {
                for (int x = 0; x < 640; x++) {
                    int above = (y / coarse * coarse) * 640 + x / coarse * coarse;
                    boolean corner = y % coarse == 0 && x % coarse == 0;
                    pixels[y * 640 + x] = corner ? (byte) random.nextInt(256) : pixels[above];
                }
            }
            LuminanceFrame frame = new LuminanceFrame(640, 480, pixels);
            assertThat(decoder.decode(frame)).isEmpty();
            assertThat(decoder.glance(frame)).isEmpty();
        }
    }

    @Test
    void aFrameTooSmallForAnyCodeHoldsNone() {
        assertThat(decoder.decode(new LuminanceFrame(1, 1, new byte[1]))).isEmpty();
        assertThat(decoder.glance(new LuminanceFrame(3, 2, new byte[6]))).isEmpty();
    }
}
