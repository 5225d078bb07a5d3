package org.hongting.device.camera;

import java.util.Arrays;

/// Tells a frame that is worth decoding from one that shows what was already looked at. The frame is reduced
/// to a grid of mean luminances; a cell that moved by more than camera noise opens the gate for
/// [#OPEN_NANOS], long enough that both binarisers get several sharp frames. Used by one thread.
final class MotionGate {
    /// After movement every frame is decoded for this long.
    static final long OPEN_NANOS = 1_000_000_000L;

    /// Without movement one frame is still decoded this often, should the gate be wrong.
    static final long ANYWAY_NANOS = 2_000_000_000L;

    private static final int COLUMNS = 32;
    private static final int ROWS = 18;

    /// Pixels are sampled this far apart in both directions.
    private static final int STEP = 4;

    /// Sampling noise of a cell of about 100 pixels is below 1; a code that enters a cell moves it by tens.
    private static final int MOVED = 6;

    private final int[] reference = new int[COLUMNS * ROWS];
    private boolean empty = true;
    private long movedAt;
    private long decodedAt;

    /// What to do with one frame.
    enum Verdict {
        DECODE,
        UNCHANGED
    }

    Verdict look(LuminanceFrame frame, long nanos) {
        int[] cells = cells(frame);
        boolean moved = empty;
        for (int i = 0; i < cells.length && !moved; i++) {
            moved = Math.abs(cells[i] - reference[i]) > MOVED;
        }
        if (moved) {
            // The reference moves only here, so that slow changes add up and open the gate in the end.
            System.arraycopy(cells, 0, reference, 0, cells.length);
            movedAt = nanos;
            empty = false;
        }
        if (moved || nanos - movedAt < OPEN_NANOS || nanos - decodedAt >= ANYWAY_NANOS) {
            decodedAt = nanos;
            return Verdict.DECODE;
        }
        return Verdict.UNCHANGED;
    }

    /// The view was interrupted: the next frame counts as new.
    void forget() {
        empty = true;
        Arrays.fill(reference, 0);
    }

    private static int[] cells(LuminanceFrame frame) {
        int[] sums = new int[COLUMNS * ROWS];
        int[] counts = new int[COLUMNS * ROWS];
        byte[] pixels = frame.pixels();
        for (int y = STEP / 2; y < frame.height(); y += STEP) {
            int row = y * ROWS / frame.height() * COLUMNS;
            for (int x = STEP / 2; x < frame.width(); x += STEP) {
                int cell = row + x * COLUMNS / frame.width();
                sums[cell] += pixels[y * frame.width() + x] & 0xFF;
                counts[cell]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] == 0 ? 0 : sums[i] / counts[i];
        }
        return sums;
    }
}
