package org.hongting.simulator.restore;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// Time that passes only when it is told to, for steps and for clocks.
final class DrillTime implements Scheduler, TerminalClock {
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

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

    @Override
    public ClockReading read() {
        return new ClockReading(BEGIN.plusNanos(now), ClockQuality.SYNCED, new BootId("boot-1"), now);
    }

    void pass(Duration duration) {
        long until = now + duration.toNanos();
        while (!steps.isEmpty() && steps.element().at() <= until) {
            Step step = steps.remove();
            now = Math.max(now, step.at());
            step.run().run();
        }
        now = until;
    }
}
