package org.hongting.central.platform.database;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;

/// Says in the log where somebody waited for long before their work began: a wait that nobody hears of looks like a
/// server that hangs.
final class Waits {
    private static final System.Logger LOG = System.getLogger(Waits.class.getName());
    private static final Duration LONG = Duration.ofSeconds(2);

    private final Duration most;
    private final BiConsumer<Phase, Duration> told;

    Waits() {
        this(
                LONG,
                (phase, waited) -> LOG.log(
                        System.Logger.Level.WARNING,
                        "somebody waited {0} ms in the phase {1} of the database",
                        waited.toMillis(),
                        phase.name().toLowerCase(Locale.ROOT)));
    }

    /// @param most whatever is shorter is told to nobody
    Waits(Duration most, BiConsumer<Phase, Duration> told) {
        this.most = most;
        this.told = told;
    }

    /// What somebody waits for.
    enum Phase {
        /// Others of this process who write.
        LINE,
        /// Others who read: four at a time.
        CONNECTION,
        /// Another process that writes; the connection of who is first in line is free.
        BEGIN
    }

    /// @param begun of [System#nanoTime]
    void ended(Phase phase, long begun) {
        Duration waited = Duration.ofNanos(System.nanoTime() - begun);
        if (waited.compareTo(most) > 0) {
            told.accept(phase, waited);
        }
    }
}
