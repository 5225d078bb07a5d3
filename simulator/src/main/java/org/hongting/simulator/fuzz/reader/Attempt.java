package org.hongting.simulator.fuzz.reader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/// One reading of one input, with an eye on the time that it takes.
public final class Attempt {
    /// How long a reader may be busy with one input. Time of the processor: what else the machine does is no fault of
    /// the reader.
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Attempt() {}

    /// @return whether the bytes were a value
    /// @throws Promise if one was not kept, or if reading took too long twice: the first time may load classes
    public static boolean read(FuzzTarget target, byte[] bytes) throws Exception {
        long began = THREADS.getCurrentThreadCpuTime();
        boolean taken = target.subject().takes(bytes);
        if (THREADS.getCurrentThreadCpuTime() - began > PATIENCE.toNanos()) {
            long again = THREADS.getCurrentThreadCpuTime();
            taken = target.subject().takes(bytes);
            long millis =
                    Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - again).toMillis();
            Promise.holds(
                    millis <= PATIENCE.toMillis(),
                    () -> target + " was busy for " + millis + " ms with " + bytes.length + " bytes");
        }
        return taken;
    }
}
