package org.hongting.simulator.restore;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.testing.VirtualScheduler;

/// Time that passes only when it is told to, for steps and for clocks.
final class DrillTime implements Scheduler, TerminalClock {
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

    private final VirtualScheduler steps = new VirtualScheduler();

    @Override
    public void execute(Runnable step) {
        steps.execute(step);
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        return steps.after(delay, step);
    }

    @Override
    public long nanoTime() {
        return steps.nanoTime();
    }

    @Override
    public ClockReading read() {
        long now = nanoTime();
        return new ClockReading(BEGIN.plusNanos(now), ClockQuality.SYNCED, new BootId("boot-1"), now);
    }

    void pass(Duration duration) {
        steps.pass(duration);
    }
}
