package org.hongting.protocol.port;

import java.time.Duration;
import java.util.concurrent.Executor;

/// Runs work one piece at a time, now or later. A core that is given one never sees two of its own steps at once and
/// never starts a thread; a simulation gives every core the same seeded one.
public interface Scheduler extends Executor {
    /// Runs the step once after the delay, unless cancelled before.
    Cancellable after(Duration delay, Runnable step);

    /// Monotonic nanoseconds of the clock that `after` counts on.
    long nanoTime();

    @FunctionalInterface
    interface Cancellable {
        /// Has no effect once the step has begun.
        void cancel();
    }
}
