package org.hongting.simulator.fleet;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hongting.protocol.port.Scheduler;

/// A scheduler for each of many terminals on a few threads: steps of one lane come one after the other, and lanes side
/// by side. A terminal that is shipped has a thread of its own for the same.
final class Lanes implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lanes.class.getName());
    private static final int THREADS_OF_A_PROCESSOR = 2;

    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor timer;

    Lanes() {
        workers = Executors.newFixedThreadPool(
                THREADS_OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("lanes-", 0).factory());
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("lanes-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    Scheduler lane() {
        return new Lane();
    }

    /// Drops what waits.
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private final class Lane implements Scheduler {
        private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
        private final AtomicInteger waiting = new AtomicInteger();

        @Override
        public void execute(Runnable step) {
            steps.add(step);
            if (waiting.getAndIncrement() == 0) {
                try {
                    workers.execute(this::run);
                } catch (RejectedExecutionException e) {
                    // Closed: nobody waits for this any more.
                }
            }
        }

        private void run() {
            do {
                Runnable step = steps.poll();
                if (step != null) {
                    guarded(step);
                }
            } while (waiting.decrementAndGet() > 0);
        }

        private static void guarded(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a step failed", e);
            }
        }

        @Override
        public Cancellable after(Duration delay, Runnable step) {
            Later later = new Later(step);
            try {
                ScheduledFuture<?> future =
                        timer.schedule(() -> execute(later::run), delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> {
                    later.cancelled = true;
                    future.cancel(false);
                };
            } catch (RejectedExecutionException e) {
                return () -> {};
            }
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }

    /// A step that may be cancelled while it already waits in its lane.
    private static final class Later {
        private final Runnable step;
        private volatile boolean cancelled;

        Later(Runnable step) {
            this.step = step;
        }

        void run() {
            if (!cancelled) {
                step.run();
            }
        }
    }
}
