package org.hongting.sync.mqtt;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hongting.protocol.port.Scheduler;

/// A scheduler on one daemon thread. A step that throws is logged and the next one runs.
public final class SerialScheduler implements Scheduler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SerialScheduler.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    /// @param name of the thread
    public SerialScheduler(String name) {
        executor = new ScheduledThreadPoolExecutor(1, step -> {
            Thread thread = new Thread(step, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable step) {
        try {
            executor.execute(() -> run(step));
        } catch (RejectedExecutionException e) {
            // Closed: what comes from a dying connection now has nobody left to hear it.
        }
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        try {
            ScheduledFuture<?> later = executor.schedule(() -> run(step), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> later.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a step failed", e);
        }
    }

    /// Runs what was executed before, drops what was to happen later, and waits a moment for the thread to end.
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
