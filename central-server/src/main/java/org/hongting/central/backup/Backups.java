package org.hongting.central.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.hongting.central.backup.BackupFailure.Reason;
import org.hongting.central.ingest.HeldChains;
import org.hongting.central.platform.database.StoreCopy;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// Makes backups of a store while it is in use. A copy is written from inside under a name that says it is unfinished,
/// brought to the disk, and proved; only then it gets its name, only then it is registered, and only then what it holds
/// is called safe. One at a time in a folder, whoever asks.
public final class Backups {
    /// What a copy leaves free, so that it never takes the room that the store itself grows into.
    private static final long RESERVE_BYTES = 256L * 1024 * 1024;

    /// Held while a backup is made, and by its being there a sign that the folder is the one it was.
    private static final String LOCK = "backup.lock";

    private static final System.Logger LOG = System.getLogger(Backups.class.getName());

    private final Database database;
    private final StoreCopy copy;
    private final Clock clock;

    public Backups(Database database, StoreCopy copy, Clock clock) {
        this.database = database;
        this.copy = copy;
        this.clock = clock;
    }

    /// @throws BackupFailure if there is none now; what was there before stays as it was
    public Backup make(BackupPlace place) throws BackupFailure {
        Path folder = place.folder();
        requireKnownFolder(place);
        try {
            BackupFile.makeFolder(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = BackupFile.lock(channel)) {
                if (lock == null) {
                    throw new BackupFailure(
                            Reason.BUSY, "another backup is being made in " + folder + ": wait until it is done");
                }
                return locked(place);
            }
        } catch (IOException e) {
            throw new BackupFailure(
                    Reason.FOLDER,
                    "the folder " + folder + " cannot be written (" + e.getMessage()
                            + "): give it to the server's user, or name another one with --backup");
        }
    }

    /// A disk that is not mounted one day leaves an empty folder, or none: what is written there goes to the disk of
    /// the data, and would be called safe.
    private void requireKnownFolder(BackupPlace place) throws BackupFailure {
        Path lock = place.folder().resolve(LOCK);
        if (!Files.exists(lock) && newest(place).isPresent()) {
            throw new BackupFailure(
                    Reason.GONE,
                    "the backups that were made in " + place.folder() + " are gone: is its disk"
                            + " mounted? If the folder was emptied on purpose, make an empty file " + lock);
        }
    }

    private Backup locked(BackupPlace place) throws IOException, BackupFailure {
        BackupFile.sweep(place.folder());
        requireNotBehind(place);
        requireRoom(place.folder());
        Instant takenAt = clock.instant();
        Path finished = BackupFile.named(place.folder(), takenAt);
        Path unfinished = BackupFile.begin(finished);
        Backup backup;
        try {
            copy.write(unfinished);
            BackupFile.force(unfinished);
            BackupProof.Proved proved = BackupProof.of(copy, unfinished);
            Digest hash = BackupFile.hash(unfinished);
            backup = new Backup(
                    finished,
                    proved.store(),
                    takenAt,
                    Files.size(unfinished),
                    hash,
                    proved.epochs(),
                    proved.records(),
                    place.named());
            BackupFile.finish(unfinished, finished, hash);
        } catch (DatabaseFault e) {
            throw new BackupFailure(
                    Reason.COPY,
                    "the store could not be copied to " + place.folder() + " (" + e.kind()
                            + "): look at its disk, or name another folder with --backup");
        } catch (BackupFailure e) {
            throw new BackupFailure(
                    Reason.PROOF,
                    "a copy did not hold: " + e.sentence()
                            + ". Keep the newest backup, and have the server's disk looked at");
        } finally {
            Files.deleteIfExists(unfinished);
        }
        register(backup);
        ErasedFile.add(place.folder(), database.reading(ErasedFile::of));
        rotate(place);
        return backup;
    }

    /// A store that was put back without a restore, like a snapshot of the whole machine, still bears the name under
    /// which terminals believe that it holds more: a backup of it that it knows nothing of gives it away.
    private void requireNotBehind(BackupPlace place) throws IOException, BackupFailure {
        Optional<Path> unknown = newestUnknown(place);
        if (unknown.isPresent() && isAhead(unknown.get())) {
            throw new BackupFailure(
                    Reason.BEHIND,
                    "the store holds less than " + unknown.get() + ", a backup of it: it was put back"
                            + " without a restore, and terminals do not send again what it lacks. End the server and call"
                            + " central restore --replace --from that file");
        }
    }

    private Optional<Path> newestUnknown(BackupPlace place) throws IOException {
        Set<Path> known = in(place).stream().map(Backup::file).collect(Collectors.toSet());
        return BackupFile.finished(place.folder()).stream()
                .filter(file -> !known.contains(file))
                .findFirst();
    }

    private boolean isAhead(Path file) {
        try {
            Database backup = copy.look(file);
            Optional<StoreId> store = database.reading(StoreIdentity::find);
            return backup.reading(StoreIdentity::find).equals(store) && backup.reading(this::holdsMore);
        } catch (DatabaseFault | IllegalArgumentException e) {
            return false; // no backup that anybody could count on
        }
    }

    private boolean holdsMore(Transaction backup) {
        AtomicBoolean more = new AtomicBoolean();
        HeldChains.each(
                backup,
                marks -> more.compareAndSet(
                        false, database.reading(transaction -> BackupTable.lacksAny(transaction, marks))));
        return more.get();
    }

    /// Whether the newest file of a folder is one that the store knows nothing of.
    boolean isOvertaken(BackupPlace place) {
        try {
            List<Path> files = BackupFile.finished(place.folder());
            return !files.isEmpty()
                    && newestUnknown(place).filter(files.getFirst()::equals).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void requireRoom(Path folder) throws IOException, BackupFailure {
        long needed = copy.bytes() + RESERVE_BYTES;
        if (Files.getFileStore(folder).getUsableSpace() < needed) {
            throw new BackupFailure(
                    Reason.ROOM,
                    "there is no room for a backup in " + folder + ": " + needed / (1024 * 1024)
                            + " MiB are needed; make room there, or name another folder with --backup");
        }
    }

    private void register(Backup backup) throws IOException, BackupFailure {
        boolean registered = false;
        try {
            registered = database.inTransaction(transaction -> {
                boolean ours = BackupTable.isOf(transaction, backup.store());
                if (ours) {
                    BackupTable.register(transaction, backup, clock.instant());
                }
                return ours;
            });
        } finally {
            if (!registered) {
                // Nobody would ever take it away: a store that cannot be written would fill this disk too.
                BackupFile.delete(backup.file());
            }
        }
        if (!registered) {
            throw new BackupFailure(
                    Reason.REPLACED, "another store was put in the place of the one that was copied: call it again");
        }
        if (backup.counts()) {
            copy.look(backup.file()).reading(transaction -> {
                HeldChains.each(transaction, marks -> raiseSafe(backup.store(), marks));
                return null;
            });
        }
    }

    /// Some at a time: others write meanwhile.
    private void raiseSafe(StoreId store, List<HeldChains.Mark> marks) {
        database.inTransaction(transaction -> {
            BackupTable.raiseSafe(transaction, store, marks);
            return null;
        });
    }

    /// Only what this store registered there goes; backups of the store before a restore stay until somebody takes them
    /// away.
    private void rotate(BackupPlace place) {
        try {
            for (Backup backup : Rotation.expendable(in(place), clock.instant())) {
                BackupFile.delete(backup.file());
                database.inTransaction(transaction -> {
                    BackupTable.forget(transaction, backup);
                    return null;
                });
            }
        } catch (IOException | DatabaseFault e) {
            // The new one stands; the next turn takes the old ones away.
            LOG.log(System.Logger.Level.WARNING, "old backups stay in {0}: {1}", place.folder(), e.getMessage());
        }
    }

    /// The newest of the present store in a folder.
    public Optional<Backup> newest(BackupPlace place) {
        return in(place).stream().findFirst();
    }

    /// Whether a file is still there as it was verified, as far as its size tells.
    static boolean isThere(Backup backup) {
        try {
            return Files.size(backup.file()) == backup.size();
        } catch (IOException e) {
            return false;
        }
    }

    Optional<Instant> lastClaim() {
        return database.reading(BackupTable::lastClaim);
    }

    private List<Backup> in(BackupPlace place) {
        return database.reading(transaction -> {
            Optional<StoreId> store = StoreIdentity.find(transaction);
            return store.map(id -> BackupTable.of(transaction, id, place.folder()))
                    .orElse(List.of());
        });
    }
}
