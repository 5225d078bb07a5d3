package org.hongting.kiosk.screen.checkin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.port.Scheduler;

/// Time that passes only when a test says so, and the clock that goes with it.
final class FakeScheduler implements Scheduler {
    private final List<Waiting> waiting = new ArrayList<>();
    private Instant now;

    FakeScheduler(Instant start) {
        this.now = start;
    }

    private record Waiting(Instant due, Runnable step) {}

    void pass(Duration time) {
        Instant end = now.plus(time);
        for (Optional<Waiting> next = due(end); next.isPresent(); next = due(end)) {
            waiting.remove(next.get());
            now = next.get().due();
            next.get().step().run();
        }
        now = end;
    }

    private Optional<Waiting> due(Instant end) {
        return waiting.stream().filter(step -> !step.due().isAfter(end)).min(Comparator.comparing(Waiting::due));
    }

    Clock clock(ZoneId zone) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return clock(other);
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public void execute(Runnable step) {
        step.run();
    }

    @Override
    public Cancellable after(Duration delay, Runnable step) {
        Waiting added = new Waiting(now.plus(delay), step);
        waiting.add(added);
        return () -> waiting.remove(added);
    }

    @Override
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }
}
