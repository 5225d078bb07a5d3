package org.hongting.central.erasure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.backup.ErasedFile;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;

/// Erases people and sees to what no transaction reaches: the lists beside data and backups, by which a backup of
/// before is put right, and the store's log. What cannot be done now is tried again every minute. Safe for use by many
/// threads.
public final class ErasureOffice {
    private static final System.Logger LOG = System.getLogger(ErasureOffice.class.getName());
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Database database;
    private final Erasures erasures;
    private final List<Path> places;
    private final Sweeper sweeper;
    private final Scheduler scheduler;
    private final Clock clock;
    private volatile boolean listsRead = true;

    /// @param places folders in which a list stands: that of the data, and that of the backups
    public ErasureOffice(
            Database database,
            Erasures erasures,
            List<Path> places,
            Sweeper sweeper,
            Scheduler scheduler,
            Clock clock) {
        this.database = database;
        this.erasures = erasures;
        this.places = List.copyOf(places);
        this.sweeper = sweeper;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Takes away what the store keeps beside its tables.
    @FunctionalInterface
    public interface Sweeper {
        /// @return false if that is not possible now
        boolean sweep();
    }

    /// Erases whoever stands on a list and not in this store, which came back from a backup of before. To be called
    /// before anything is shown or sent.
    ///
    /// @return how many there were
    public int catchUp() {
        int erased = eraseListed();
        scheduler.execute(this::finish);
        return erased;
    }

    /// A disk of backups that cannot be read keeps no server from starting: it is asked again.
    private int eraseListed() {
        List<ErasedFile.Line> lines = new ArrayList<>();
        boolean whole = true;
        for (Path place : places) {
            try {
                lines.addAll(ErasedFile.read(place));
            } catch (IOException e) {
                whole = false;
                LOG.log(
                        System.Logger.Level.ERROR,
                        "the list of erased people in {0} cannot be read: {1}",
                        place,
                        e.getMessage());
            }
        }
        listsRead = whole;
        int erased = erasures.eraseAll(lines);
        if (erased > 0) {
            LOG.log(System.Logger.Level.INFO, "{0} people of a backup were erased anew", erased);
        }
        return erased;
    }

    /// @return false if they were erased before
    public boolean erase(MemberId member, Reason reason, String account) {
        ErasedFile.Line order = new ErasedFile.Line(member, clock.instant(), account, reason.word());
        boolean erased = database.inTransaction(transaction -> erasures.erase(transaction, order));
        scheduler.execute(this::finish);
        return erased;
    }

    private void finish() {
        if (!listsRead) {
            eraseListed();
        }
        boolean listed = keepLists() && listsRead;
        if (!(sweep() && listed)) {
            scheduler.after(AGAIN, this::finish);
        }
    }

    /// @return false if a list could not be written
    private boolean keepLists() {
        List<ErasedFile.Line> all = erasures.all();
        boolean whole = true;
        for (Path place : places) {
            try {
                // A folder of backups that is not there is a disk that is not mounted, or one that comes with the
                // first.
                if (Files.isDirectory(place)) {
                    ErasedFile.add(place, all);
                } else {
                    whole = all.isEmpty() && whole;
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "no list of erased people in {0}: {1}", place, e.getMessage());
                whole = false;
            }
        }
        return whole;
    }

    private boolean sweep() {
        boolean isDue = database.reading(transaction -> transaction
                .queryFirst("SELECT 1 AS due FROM erasure WHERE swept_at IS NULL LIMIT 1", row -> row.integer("due"))
                .isPresent());
        if (!isDue) {
            return true;
        }
        String begun = UtcText.of(clock.instant());
        try {
            if (!sweeper.sweep()) {
                return false;
            }
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "erased bytes stay in the log for now: {0}", e.kind());
            return false;
        }
        database.inTransaction(transaction -> transaction.update(
                "UPDATE erasure SET swept_at = ? WHERE swept_at IS NULL AND erased_at <= ?", begun, begun));
        return true;
    }
}
