package org.hongting.device.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.hongting.device.camera.MotionGate.Verdict;
import org.junit.jupiter.api.Test;

class MotionGateTest {
    private static final long FRAME = 100_000_000;

    private final MotionGate gate = new MotionGate();
    private final Random random = new Random(7);
    private long now = 5_000_000_000L;

    private LuminanceFrame room(int brightness) {
        byte[] pixels = new byte[1280 * 720];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(brightness + random.nextGaussian() * 8), 0, 255);
        }
        return new LuminanceFrame(1280, 720, pixels);
    }

    private Verdict next(LuminanceFrame frame) {
        now += FRAME;
        return gate.look(frame, now);
    }

    private void settle() {
        for (int i = 0; i < 12; i++) {
            next(room(120));
        }
    }

    @Test
    void aStillNoisyRoomIsLookedAtOnlyNowAndThen() {
        settle();
        int decoded = 0;
        for (int i = 0; i < 60; i++) {
            decoded += next(room(120)) == Verdict.DECODE ? 1 : 0;
        }
        assertThat(decoded).isBetween(2, 4);
    }

    @Test
    void aSmallCodeThatAppearsIsDecodedInItsFirstFrameAndForASecond() {
        settle();
        for (int i = 0; i < 9; i++) {
            LuminanceFrame frame = room(120);
            for (int y = 300; y < 400; y++) {
                Arrays.fill(frame.pixels(), y * 1280 + 600, y * 1280 + 700, (byte) 220);
            }
            assertThat(next(frame)).isEqualTo(Verdict.DECODE);
        }
    }

    @Test
    void lightThatChangesSlowlyOpensTheGateInTheEnd() {
        settle();
        boolean opened = false;
        for (int i = 0; i < 15; i++) {
            opened |= next(room(120 + i)) == Verdict.DECODE;
        }
        assertThat(opened).isTrue();
    }
}
