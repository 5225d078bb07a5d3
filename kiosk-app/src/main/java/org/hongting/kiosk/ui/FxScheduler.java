package org.hongting.kiosk.ui;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.hongting.protocol.port.Scheduler;

/// Runs every step on the FX thread, the only one that may change what a node is bound to. Delays are waited for on a
/// thread of its own rather than by a toolkit animation, which would keep the pulse running and the processor awake.
public final class FxScheduler implements Scheduler, AutoCloseable {
    private final ScheduledExecutorService waiting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("screen-timer").factory());

    @Override
    public void execute(Runnable step) {
        Platform.runLater(step);
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        Once once = new Once(step);
        ScheduledFuture<?> future =
                waiting.schedule(() -> Platform.runLater(once), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> {
            once.cancelled = true;
            future.cancel(false);
        };
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        waiting.shutdownNow();
    }

    /// A step that may be cancelled while it already waits in the FX thread's queue.
    private static final class Once implements Runnable {
        private final Runnable step;
        private volatile boolean cancelled;

        Once(Runnable step) {
            this.step = step;
        }

        @Override
        public void run() {
            if (!cancelled) {
                step.run();
            }
        }
    }
}
