package org.hongting.sync.link;

import java.time.Duration;
import org.hongting.protocol.port.Scheduler;
import org.jspecify.annotations.Nullable;

/// One step that happens later unless it is put off or cleared.
final class Deadline {
    private final Scheduler scheduler;
    private final Runnable step;
    private Scheduler.@Nullable Cancellable pending;

    Deadline(Scheduler scheduler, Runnable step) {
        this.scheduler = scheduler;
        this.step = step;
    }

    /// Replaces an earlier time.
    void set(Duration delay) {
        clear();
        pending = scheduler.after(delay, this::reached);
    }

    boolean isSet() {
        return pending != null;
    }

    void clear() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private void reached() {
        pending = null;
        step.run();
    }
}
