package org.hongting.central.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteCopy;
import org.hongting.central.platform.database.SqliteFile;
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
    private static final List<String> LOGS = List.of("central.db-wal", "central.db-shm");

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
        } catch (DatabaseFault | IllegalStateException e) {
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
        for (String log : List.of("-wal", "-shm")) {
            Files.deleteIfExists(data.resolve(COPY + log));
        }
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        StoreId store = name(copy, data.resolve(STORE), proved, from);
        mark(data);
        Optional<Path> aside = moveAside(data);
        Files.move(copy, data.resolve(STORE), StandardCopyOption.ATOMIC_MOVE);
        BackupFile.force(data);
        Files.delete(data.resolve(MARK));
        BackupFile.force(data);
        return new Restored(store, proved.epochs(), proved.records(), aside);
    }

    private static BackupProof.Proved prove(Path from) throws IOException, BackupFailure {
        if (!Files.isRegularFile(from)) {
            throw new BackupFailure("there is no file " + from);
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

    private static void mark(Path data) throws IOException {
        Files.writeString(data.resolve(MARK), "a restore was begun here and is not done\n");
        BackupFile.force(data.resolve(MARK));
        BackupFile.force(data);
    }

    /// Gives the copy a name of its own, above every one that terminals may have heard.
    private StoreId name(Path copy, Path standing, BackupProof.Proved proved, Path from) throws IOException {
        long known = Math.max(proved.store().generation(), generationOf(standing));
        Instant now = clock.instant();
        StoreId store;
        try (SqliteFile file = SqliteFile.open(copy)) {
            file.migrate();
            Database database = new JdbcDatabase(file);
            store = database.inTransaction(transaction -> {
                StoreId minted = StoreIdentity.mint(transaction, Math.max(known + 1, now.getEpochSecond()), random);
                note(transaction, proved, from, now);
                return minted;
            });
        }
        BackupFile.force(copy);
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
            return new JdbcDatabase(SqliteFile.look(standing))
                    .reading(StoreIdentity::find)
                    .map(StoreId::generation)
                    .orElse(0L);
        } catch (DatabaseFault e) {
            return 0;
        }
    }

    /// The logs go with it: another file's log would be taken for this one's.
    private Optional<Path> moveAside(Path data) throws IOException {
        if (!Files.exists(data.resolve(STORE)) && LOGS.stream().noneMatch(log -> Files.exists(data.resolve(log)))) {
            return Optional.empty();
        }
        String day = clock.instant().toString().substring(0, "2026-11-22".length());
        Path aside = Files.createTempDirectory(data, "replaced-" + day + "-");
        for (String name : List.of(LOGS.getFirst(), LOGS.getLast(), STORE)) {
            if (Files.exists(data.resolve(name))) {
                Files.move(data.resolve(name), aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        BackupFile.force(aside);
        BackupFile.force(data);
        return Optional.of(aside);
    }
}
