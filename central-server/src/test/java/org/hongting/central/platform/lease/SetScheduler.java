package org.hongting.central.platform.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hongting.protocol.port.Scheduler;

/// Runs what is due when a test lets time pass, on the test's own thread.
final class SetScheduler implements Scheduler {
    private record Step(long at, Runnable run) {}

    private final List<Step> waiting = new ArrayList<>();
    private long now;

    /// In steps of a tenth of a second.
    void passes(Duration duration) {
        long until = now + duration.toNanos();
        while (now < until) {
            now += Duration.ofMillis(100).toNanos();
            runDue();
        }
    }

    void runDue() {
        for (List<Step> due = due(); !due.isEmpty(); due = due()) {
            waiting.removeAll(due);
            due.forEach(step -> step.run().run());
        }
    }

    private List<Step> due() {
        return waiting.stream()
                .filter(step -> step.at() <= now)
                .sorted(Comparator.comparingLong(Step::at))
                .toList();
    }

    @Override
    public void execute(Runnable step) {
        waiting.add(new Step(now, step));
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        waiting.add(new Step(now + delay.toNanos(), step));
        return () -> {};
    }

    @Override
    public long nanoTime() {
        return now;
    }
}
