package org.hongting.central.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;

/// Makes a backup whenever one is due: so many hours after the last, soon after a terminal was claimed or
/// revoked (a store that has never heard of a terminal can take nothing from it), and at once where the
/// newest is gone or the folder holds a newer one. What fails raises an alarm and is tried again. Everything
/// happens on the scheduler, a thread of its own.
public final class BackupLoop {
    private static final System.Logger LOG = System.getLogger(BackupLoop.class.getName());

    /// After a start terminals come back first.
    private static final Duration FIRST = Duration.ofMinutes(2);

    private static final Duration TURN = Duration.ofMinutes(1);
    private static final Duration AFTER_CLAIM = Duration.ofMinutes(30);
    private static final Duration AGAIN = Duration.ofMinutes(15);

    private final Backups backups;
    private final Settings settings;
    private final Database database;
    private final Alarms alarms;
    private final Clock clock;
    private final Scheduler scheduler;
    private volatile Optional<Failed> failed = Optional.empty();
    private long notBefore = Long.MIN_VALUE;

    BackupLoop(
            Backups backups,
            Settings settings,
            Database database,
            RandomGenerator random,
            Clock clock,
            Scheduler scheduler) {
        this.backups = backups;
        this.settings = settings;
        this.database = database;
        this.alarms = new Alarms(random);
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /// What the operator chose.
    ///
    /// @param every zero: no backup is made by itself
    public record Settings(Path data, BackupPlace place, Duration every) {}

    /// The last attempt since the start, where it failed.
    public record Failed(Instant at, BackupFailure.Reason reason, String sentence) {}

    /// What people should know of the backups.
    ///
    /// @param age of the newest, where there is one and its file is there
    /// @param late whether it is older than it should be, or missing
    /// @param sameDisk whether one broken disk takes data and backups together
    public record State(
            Optional<Backup> newest,
            Optional<Duration> age,
            boolean late,
            boolean sameDisk,
            BackupPlace place,
            Optional<Failed> failed) {}

    void start() {
        if (!settings.every().isZero()) {
            scheduler.after(FIRST, this::turn);
        }
    }

    private void turn() {
        scheduler.after(TURN, this::turn);
        if (scheduler.nanoTime() >= notBefore && isDue()) {
            make();
        }
    }

    /// As soon as the scheduler gets to it. May be called on any thread.
    public void request() {
        scheduler.execute(this::make);
    }

    boolean isDue() {
        Optional<Backup> newest = newest();
        if (newest.isEmpty()) {
            return true;
        }
        Duration age = ageOf(newest.get());
        boolean claimed = backups.lastClaim()
                .filter(moment -> moment.isAfter(newest.get().takenAt()))
                .isPresent();
        return age.isNegative()
                || backups.isOvertaken(settings.place())
                || age.compareTo(settings.every()) >= 0
                || (claimed && age.compareTo(AFTER_CLAIM) >= 0);
    }

    private Optional<Backup> newest() {
        return backups.newest(settings.place()).filter(Backups::isThere);
    }

    private Duration ageOf(Backup backup) {
        return Duration.between(backup.takenAt(), clock.instant());
    }

    void make() {
        notBefore = scheduler.nanoTime() + AGAIN.toNanos();
        try {
            Backup backup = backups.make(settings.place());
            failed = Optional.empty();
            LOG.log(System.Logger.Level.INFO, "backup {0}: verified", backup.file());
        } catch (BackupFailure e) {
            fail(e.reason(), e.sentence());
        } catch (DatabaseFault e) {
            fail(
                    BackupFailure.Reason.REGISTER,
                    "the backup could not be registered (" + e.kind() + "): look at the disk of " + settings.data());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a backup stumbled", e);
            fail(BackupFailure.Reason.OTHER, "the backup stumbled (" + e + "): its whole story is in the server's log");
        }
    }

    private void fail(BackupFailure.Reason reason, String sentence) {
        LOG.log(System.Logger.Level.ERROR, "no backup: {0}", sentence);
        Instant now = clock.instant();
        failed = Optional.of(new Failed(now, reason, sentence));
        // Once a day: whoever dealt with it must hear if it comes back.
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        try {
            database.inTransaction(transaction -> {
                alarms.raise(transaction, Alarms.Kind.BACKUP_FAILED, OwnJournal.CENTRE, day + ": " + sentence, now);
                return null;
            });
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.ERROR, "and the alarm could not be kept: {0}", e.kind());
        }
    }

    /// May be called on any thread.
    public State state() {
        Optional<Backup> newest = newest();
        Optional<Duration> age = newest.map(this::ageOf);
        Duration most = settings.every().multipliedBy(2);
        return new State(
                newest,
                age,
                age.isEmpty() || (!most.isZero() && age.get().compareTo(most) > 0),
                settings.place().isOnDiskOf(settings.data()),
                settings.place(),
                failed);
    }
}
