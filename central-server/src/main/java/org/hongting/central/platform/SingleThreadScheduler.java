package org.hongting.central.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hongting.protocol.port.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One daemon thread that runs steps in order. A step that throws is logged and the next one runs.
public final class SingleThreadScheduler implements Scheduler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleThreadScheduler.class);

    private final ScheduledExecutorService thread;

    public SingleThreadScheduler(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void execute(Runnable step) {
        if (!thread.isShutdown()) {
            thread.execute(guarded(step));
        }
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        Future<?> planned = thread.schedule(guarded(step), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("a step failed; the next ones go on", e);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
