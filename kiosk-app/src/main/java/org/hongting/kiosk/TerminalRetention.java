package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Retention;

/// Has old records pruned now and then, one short step at a time, so that a read never waits for long. Runs on the
/// scheduler it is given.
final class TerminalRetention {
    private static final System.Logger LOG = System.getLogger(TerminalRetention.class.getName());
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);

    /// With less than this the disk is short, and age protects nothing that is safe.
    private static final long SHORT_BYTES = 512L << 20;

    private final Retention retention;
    private final TerminalClock clock;
    private final Path data;
    private final Scheduler scheduler;

    TerminalRetention(Retention retention, TerminalClock clock, Path data, Scheduler scheduler) {
        this.retention = retention;
        this.clock = clock;
        this.data = data;
        this.scheduler = scheduler;
    }

    void start() {
        scheduler.after(FIRST, this::turn);
    }

    private void turn() {
        Duration pause = EVERY;
        try {
            if (reach().map(retention::step).orElse(0) > 0) {
                pause = BETWEEN_STEPS;
            }
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "old records could not be pruned: {0}", e.kind());
        } finally {
            scheduler.after(pause, this::turn);
        }
    }

    /// A clock that only guesses knows no age.
    private Optional<Retention.Reach> reach() {
        if (isShort()) {
            return Optional.of(new Retention.Reach.Everything());
        }
        ClockReading now = clock.read();
        return now.quality() == ClockQuality.GUESSED
                ? Optional.empty()
                : Optional.of(new Retention.Reach.Before(now.wall().toInstant().minus(Retention.AGE)));
    }

    private boolean isShort() {
        try {
            return Files.getFileStore(data).getUsableSpace() < SHORT_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
