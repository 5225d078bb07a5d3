package org.hongting.simulator.fleet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How long each of many things took. Safe for use by many threads.
final class Delays {
    private static final int FIRST_ROOM = 1024;

    private long[] nanos = new long[FIRST_ROOM];
    private int count;

    synchronized void add(long delay) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delay;
    }

    /// @return null while there are none
    synchronized FleetReport.@Nullable Times times() {
        if (count == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new FleetReport.Times(
                percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99), percentile(sorted, 100));
    }

    /// Nearest rank, in milliseconds.
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
