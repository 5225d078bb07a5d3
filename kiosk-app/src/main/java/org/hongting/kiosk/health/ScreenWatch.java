package org.hongting.kiosk.health;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.hongting.protocol.health.ScreenHealth;

/// Looks whether the screen's thread answers: it is asked for nothing, once at each [#look], and how long that takes is
/// how long a touch would have waited. It draws nothing and costs nothing while nothing happens. A stall is seen that
/// lasts longer than the limit and the time between two looks together, and counted with what is left of it.
public final class ScreenWatch {
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final Executor screen;
    private final LongSupplier nanoTime;
    private final String pipeline;
    private final Supplier<String> light;
    private boolean asked;
    private boolean counted;
    private long askedAt;
    private long stalls;
    private long longestNanos;

    /// @param screen runs a step on the screen's thread
    /// @param pipeline the word of what draws
    /// @param light the word of how bright it is
    public ScreenWatch(Executor screen, LongSupplier nanoTime, String pipeline, Supplier<String> light) {
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.pipeline = pipeline;
        this.light = light;
    }

    /// Asks once more, unless the last question is not answered yet.
    public void look() {
        if (begin()) {
            screen.execute(this::answer);
        }
    }

    private synchronized boolean begin() {
        if (asked) {
            judge();
            return false;
        }
        asked = true;
        counted = false;
        askedAt = nanoTime.getAsLong();
        return true;
    }

    private synchronized void answer() {
        judge();
        asked = false;
    }

    private void judge() {
        long waited = nanoTime.getAsLong() - askedAt;
        if (waited < LIMIT_NANOS) {
            return;
        }
        longestNanos = Math.max(longestNanos, waited);
        if (!counted) {
            counted = true;
            stalls++;
        }
    }

    public synchronized ScreenHealth health() {
        return new ScreenHealth(pipeline, stalls, TimeUnit.NANOSECONDS.toMillis(longestNanos), light.get());
    }
}
