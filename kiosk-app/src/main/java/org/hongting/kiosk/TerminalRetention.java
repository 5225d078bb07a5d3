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

/// Keeps the disk in order: has old records pruned now and then and room set aside, one short step at a time, so that
/// a read never waits for long. Runs on the scheduler it is given.
final class TerminalRetention {
    private static final System.Logger LOG = System.getLogger(TerminalRetention.class.getName());

    private final Retention retention;
    private final Runnable erasing;
    private final TerminalClock clock;
    private final Path data;
    private final Scheduler scheduler;
    private final DiskReserve reserve;
    private final Pace pace;

    /// @param erasing takes away what was written since of people who are erased
    /// @param data the folder on the disk that is kept in order
    TerminalRetention(
            Retention retention,
            Runnable erasing,
            TerminalClock clock,
            Path data,
            Scheduler scheduler,
            DiskReserve reserve,
            Pace pace) {
        this.retention = retention;
        this.erasing = erasing;
        this.clock = clock;
        this.data = data;
        this.scheduler = scheduler;
        this.reserve = reserve;
        this.pace = pace;
    }

    /// When is looked, and for what.
    ///
    /// @param every from one look that finds nothing to the next, and `betweenSteps` from one that does
    /// @param age records that are younger stay
    /// @param shortBytes with less than this the disk is short, and age protects nothing that is safe
    record Pace(Duration first, Duration every, Duration betweenSteps, Duration age, long shortBytes) {
        static final Pace STANDARD =
                new Pace(Duration.ofMinutes(10), Duration.ofHours(6), Duration.ofSeconds(1), Retention.AGE, 512L << 20);
    }

    void start() {
        scheduler.after(pace.first(), this::turn);
    }

    private void turn() {
        Duration pause = pace.every();
        try {
            erasing.run();
            if (reach().map(retention::step).orElse(0) > 0 || reserve.grow()) {
                pause = pace.betweenSteps();
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
                : Optional.of(new Retention.Reach.Before(now.wall().toInstant().minus(pace.age())));
    }

    private boolean isShort() {
        try {
            return Files.getFileStore(data).getUsableSpace() < pace.shortBytes();
        } catch (IOException e) {
            return false;
        }
    }
}
