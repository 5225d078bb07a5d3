package org.hongting.testing;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.hongting.protocol.port.Scheduler;

/// Time that passes only when it is told to, one step after the other in order of time.
public final class VirtualScheduler implements Scheduler {
    private record Step(long at, long order, Runnable run) {}

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::order));
    private long now;
    private long order;

    @Override
    public void execute(Runnable step) {
        after(Duration.ZERO, step);
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        Step later = new Step(now + delay.toNanos(), order++, step);
        steps.add(later);
        return () -> steps.remove(later);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /// Runs what is due within the duration.
    public void pass(Duration duration) {
        long until = now + duration.toNanos();
        while (!steps.isEmpty() && steps.element().at() <= until) {
            Step step = steps.remove();
            now = Math.max(now, step.at());
            step.run().run();
        }
        now = until;
    }
}
