package org.hongting.central.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteCopy;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;

/// Puts a backup in the place of a store, with no server running. What was there is moved aside and never changed.
/// While this is under way a mark stands in the folder, with which no server starts: it may be ended at any step and
/// done again.
public final class Restore {
    /// Stands in the data folder from the first change of what is there to the last.
    public static final String MARK = "restore.unfinished";

    private static final String STORE = "central.db";
    private static final String COPY = "central.db.restored";

    /// The logs go with the store, and before it: another file's log would be taken for its own.
    private static final List<String> PARTS = List.of("central.db-wal", "central.db-shm", STORE);

    private static final Pattern ASIDE = Pattern.compile("replaced-[0-9-]+");
    private static final int MARK_BYTES = 256;

    private final Clock clock;
    private final RandomGenerator random;

    public Restore(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// What was restored.
    ///
    /// @param store the new name of it
    /// @param aside where what was there before lies now
    public record Restored(StoreId store, long epochs, long records, Optional<Path> aside) {}

    /// @param replace whether a store that is there may be moved aside
    /// @throws BackupFailure if the backup does not hold, or something stands in the way; nothing is changed then
    public Restored run(Path from, Path data, boolean replace) throws BackupFailure {
        try {
            Files.createDirectories(data);
            try (FileChannel channel = FileChannel.open(
                    data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (BackupFile.lock(channel) == null) {
                    throw new BackupFailure("a server runs on the folder " + data + ": end it first");
                }
                return locked(
                        from.toAbsolutePath().normalize(), data.toAbsolutePath().normalize(), replace);
            }
        } catch (IOException e) {
            throw new BackupFailure("the folder " + data + " cannot be written (" + e.getMessage()
                    + "): look at its disk and its owner, and call this again");
        } catch (DatabaseFault | IllegalStateException | FlywayException e) {
            throw new BackupFailure("the copy in " + data + " could not be prepared (" + e.getMessage()
                    + "): look at its disk, and call this again");
        }
    }

    private Restored locked(Path from, Path data, boolean replace) throws IOException, BackupFailure {
        boolean standing = Files.exists(data.resolve(STORE));
        if (data.equals(from.getParent())) {
            throw new BackupFailure(from + " lies where the server keeps its own file: give a backup");
        }
        if (standing && !replace && !Files.exists(data.resolve(MARK))) {
            throw new BackupFailure("a store stands in " + data + ": give --replace to have it moved aside");
        }
        BackupProof.Proved proved = prove(from);
        Path copy = data.resolve(COPY);
        try {
            sweep(data);
            BackupFile.copy(from, copy);
            StoreId store = name(copy, data.resolve(STORE), proved, from);
            keepErased(from, data);
            Optional<Path> aside = asideOf(data);
            mark(data, aside);
            if (aside.isPresent()) {
                moveAside(data, aside.get());
            }
            Files.move(copy, data.resolve(STORE), StandardCopyOption.ATOMIC_MOVE);
            BackupFile.force(data);
            Files.delete(data.resolve(MARK));
            BackupFile.force(data);
            return new Restored(store, proved.epochs(), proved.records(), aside);
        } finally {
            sweep(data);
        }
    }

    /// A copy that did not become the store would take the room that the next attempt needs.
    private static void sweep(Path data) throws IOException {
        for (String log : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(data.resolve(COPY + log));
        }
    }

    private static BackupProof.Proved prove(Path from) throws IOException, BackupFailure {
        if (!Files.isRegularFile(from)) {
            throw new BackupFailure("there is no file " + from);
        }
        Path log = from.resolveSibling(from.getFileName() + "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new BackupFailure(from + " is a store in use, for " + log.getFileName()
                    + " lies beside it: make a backup of it with central backup, and give that");
        }
        Optional<String> said = BackupFile.saidHash(from);
        if (said.isPresent() && !said.get().equals(BackupFile.hash(from).hex())) {
            throw new BackupFailure(from + " is not the file that its .sha256 was written for: take another backup");
        }
        SqliteCopy kind = new SqliteCopy(from);
        BackupProof.Proved proved;
        try {
            proved = BackupProof.of(kind, from);
        } catch (BackupFailure e) {
            throw new BackupFailure(from + " cannot be counted on: " + e.sentence() + ". Take another backup");
        }
        if (!SqliteFile.isKnown(from)) {
            throw new BackupFailure(from + " was made by a newer version of this software: install that one");
        }
        return proved;
    }

    /// The backup may hold people who were erased since: the list beside it says who, and the server erases them anew
    /// before it shows or sends anything.
    private static void keepErased(Path from, Path data) throws IOException {
        ErasedFile.add(data, ErasedFile.read(BackupFile.folderOf(from)));
    }

    private static void mark(Path data, Optional<Path> aside) throws IOException {
        Files.writeString(
                data.resolve(MARK),
                aside.map(Path::getFileName).map(Path::toString).orElse("") + "\n");
        BackupFile.force(data.resolve(MARK));
        BackupFile.force(data);
    }

    /// Gives the copy a name of its own, above every one that terminals may have heard.
    private StoreId name(Path copy, Path standing, BackupProof.Proved proved, Path from)
            throws IOException, BackupFailure {
        long known = Math.max(proved.store().generation(), generationOf(standing));
        Instant now = clock.instant();
        StoreId store;
        try (SqliteFile file = SqliteFile.open(copy)) {
            file.migrate();
            file.takeMarkOff();
            Database database = new JdbcDatabase(file);
            store = database.inTransaction(transaction -> {
                StoreId minted = StoreIdentity.mint(transaction, Math.max(known + 1, now.getEpochSecond()), random);
                note(transaction, proved, from, now);
                return minted;
            });
        }
        BackupFile.force(copy);
        // Without its log, which is no longer there: what is not in the file itself is nowhere.
        SqliteCopy kind = new SqliteCopy(copy);
        if (SqliteFile.isCopy(copy) || !BackupProof.of(kind, copy).equals(proved.under(store))) {
            throw new BackupFailure("the copy in " + copy.getParent() + " is not what was written: look at its disk");
        }
        return store;
    }

    private static void note(Transaction transaction, BackupProof.Proved proved, Path from, Instant now) {
        transaction.update("UPDATE epoch SET safe = 0 WHERE safe > 0");
        transaction.update("UPDATE terminal SET online = 0, pending = 0");
        transaction.update("DELETE FROM unknown_document");
        String file = String.valueOf(from.getFileName());
        transaction.update(
                "INSERT INTO restoration (restored_at, file, former_store, former_generation, records)"
                        + " SELECT ?, ?, ?, ?, coalesce(sum(up_to), 0) FROM epoch",
                UtcText.of(now),
                file,
                proved.store().id(),
                proved.store().generation());
        AuditLog.write(transaction, new AuditLog.Act(now, "command line", "store.restored", "store", file));
    }

    /// Of the store that is replaced; 0 where it cannot be read.
    private static long generationOf(Path standing) {
        if (!Files.exists(standing)) {
            return 0;
        }
        try {
            return new JdbcDatabase(new StoreAddress.InFolder(standing).look())
                    .reading(StoreIdentity::find)
                    .map(StoreId::generation)
                    .orElse(0L);
        } catch (DatabaseFault e) {
            return 0;
        }
    }

    /// The folder for what is there, if anything is. An attempt that was cut short may have moved some of it: the rest
    /// goes to the same place, for a store without its log is another one.
    private Optional<Path> asideOf(Path data) throws IOException {
        if (PARTS.stream().noneMatch(part -> Files.exists(data.resolve(part)))) {
            return Optional.empty();
        }
        Optional<Path> begun = begunAside(data);
        if (begun.isPresent()) {
            return begun;
        }
        String day = clock.instant().toString().substring(0, "2026-11-22".length());
        return Optional.of(Files.createTempDirectory(data, "replaced-" + day + "-"));
    }

    private static Optional<Path> begunAside(Path data) throws IOException {
        Path mark = data.resolve(MARK);
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(mark)) {
            String name = new String(in.readNBytes(MARK_BYTES), StandardCharsets.UTF_8).strip();
            return Optional.of(name)
                    .filter(said -> ASIDE.matcher(said).matches())
                    .map(data::resolve)
                    .filter(Files::isDirectory)
                    .filter(folder -> !Files.exists(folder.resolve(STORE)));
        }
    }

    private static void moveAside(Path data, Path aside) throws IOException {
        for (String part : PARTS) {
            if (Files.exists(data.resolve(part))) {
                Files.move(data.resolve(part), aside.resolve(part), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        BackupFile.force(aside);
        BackupFile.force(data);
    }
}
