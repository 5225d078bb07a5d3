package org.hongting.simulator.simulation.world;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.hongting.protocol.port.Scheduler;

/// Virtual time and everything that is to happen in it, one step after the other: in order of time, and at one moment
/// in the order in which the steps were asked for. Time passes only from step to step and costs nothing.
public final class Timeline {
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong((Step step) -> step.at).thenComparingLong(step -> step.order));
    private long now;
    private long order;

    private static final class Step {
        private final long at;
        private final long order;
        private final Lane lane;
        private final Runnable run;
        private boolean cancelled;

        Step(long at, long order, Lane lane, Runnable run) {
            this.at = at;
            this.order = order;
            this.lane = lane;
            this.run = run;
        }
    }

    /// Nanoseconds since the beginning.
    public long now() {
        return now;
    }

    /// A place where steps run until it ends.
    ///
    /// @param death what happens after a step ended its process; the lane has ended by then
    public Lane lane(Consumer<ProcessDeath> death) {
        return new Lane(this, death);
    }

    /// Runs what is due within the duration, as long as `goesOn`.
    public void pass(Duration duration, GoesOn goesOn) {
        long until = now + duration.toNanos();
        while (goesOn.isTrue() && !steps.isEmpty() && steps.element().at <= until) {
            Step step = steps.remove();
            now = Math.max(now, step.at);
            if (!step.cancelled && !step.lane.ended) {
                run(step);
            }
        }
        now = Math.max(now, until);
    }

    /// Asked before each step.
    @FunctionalInterface
    public interface GoesOn {
        boolean isTrue();
    }

    private static void run(Step step) {
        try {
            step.run.run();
        } catch (ProcessDeath death) {
            step.lane.end();
            step.lane.death.accept(death);
        }
    }

    /// The steps of one process, as the scheduler that its code is given. When the process ends, none of them is left.
    public static final class Lane implements Scheduler {
        private final Timeline timeline;
        private final Consumer<ProcessDeath> death;
        private boolean ended;

        private Lane(Timeline timeline, Consumer<ProcessDeath> death) {
            this.timeline = timeline;
            this.death = death;
        }

        @Override
        public void execute(Runnable step) {
            after(Duration.ZERO, step);
        }

        @Override
        public Cancellable after(Duration delay, Runnable step) {
            Step later = new Step(timeline.now + delay.toNanos(), timeline.order++, this, step);
            timeline.steps.add(later);
            return () -> later.cancelled = true;
        }

        @Override
        public long nanoTime() {
            return timeline.now;
        }

        /// Nothing of this lane happens any more.
        public void end() {
            ended = true;
        }
    }
}
