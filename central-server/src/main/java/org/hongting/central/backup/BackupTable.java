package org.hongting.central.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.HeldChains;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// Which backups were verified, and what is safe by them.
final class BackupTable {
    private static final String COLUMNS =
            "SELECT folder, file, store, generation, taken_at, size, hash, epochs, records, counts FROM backup";

    private BackupTable() {}

    static void register(Transaction transaction, Backup backup, Instant verifiedAt) {
        transaction.update(
                "INSERT INTO backup (folder, file, store, generation, taken_at, verified_at, size, hash, epochs,"
                        + " records, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                BackupFile.folderOf(backup.file()).toString(),
                String.valueOf(backup.file().getFileName()),
                backup.store().id(),
                backup.store().generation(),
                UtcText.of(backup.takenAt()),
                UtcText.of(verifiedAt),
                backup.size(),
                backup.hash().bytes(),
                backup.epochs(),
                backup.records(),
                backup.counts() ? 1 : 0);
    }

    /// Never above what is held, never back, and never in another store than the one that was copied.
    static void raiseSafe(Transaction transaction, StoreId store, List<HeldChains.Mark> marks) {
        if (!isOf(transaction, store)) {
            return;
        }
        List<@Nullable Object[]> rows = new ArrayList<>(marks.size());
        marks.forEach(mark -> rows.add(
                new Object[] {mark.upTo(), mark.terminal().value(), mark.epoch().value(), mark.upTo(), mark.upTo()}));
        transaction.updateEach(
                "UPDATE epoch SET safe = ? WHERE terminal = ? AND epoch = ? AND safe < ? AND up_to >= ?", rows);
    }

    /// Whether one of them lies above what is held.
    static boolean lacksAny(Transaction transaction, List<HeldChains.Mark> marks) {
        return marks.stream()
                .anyMatch(mark -> transaction
                        .queryFirst(
                                "SELECT 1 AS held FROM epoch WHERE terminal = ? AND epoch = ? AND up_to >= ?",
                                row -> row.integer("held"),
                                mark.terminal().value(),
                                mark.epoch().value(),
                                mark.upTo())
                        .isEmpty());
    }

    /// Whether that is the store which is written to: another may have been put in its place meanwhile.
    static boolean isOf(Transaction transaction, StoreId store) {
        return StoreIdentity.find(transaction).filter(store::equals).isPresent();
    }

    /// Of one store in a folder; newest first.
    static List<Backup> of(Transaction transaction, StoreId store, Path folder) {
        return transaction.query(
                COLUMNS + " WHERE store = ? AND generation = ? AND folder = ? ORDER BY taken_at DESC, file DESC",
                BackupTable::read,
                store.id(),
                store.generation(),
                folder.toString());
    }

    static void forget(Transaction transaction, Backup backup) {
        transaction.update(
                "DELETE FROM backup WHERE folder = ? AND file = ?",
                BackupFile.folderOf(backup.file()).toString(),
                String.valueOf(backup.file().getFileName()));
    }

    /// When a terminal was last claimed or revoked.
    static Optional<Instant> lastClaim(Transaction transaction) {
        return transaction
                .queryFirst(
                        "SELECT max(claimed_at) AS claimed, max(revoked_at) AS revoked FROM terminal",
                        row -> later(row.textOrNull("claimed"), row.textOrNull("revoked")))
                .filter(text -> !text.isEmpty())
                .map(UtcText::parse);
    }

    private static String later(@Nullable String one, @Nullable String other) {
        String first = one == null ? "" : one;
        String second = other == null ? "" : other;
        return first.compareTo(second) >= 0 ? first : second;
    }

    private static Backup read(Transaction.Row row) {
        return new Backup(
                Path.of(row.text("folder"), row.text("file")),
                new StoreId(row.text("store"), row.integer("generation")),
                UtcText.parse(row.text("taken_at")),
                row.integer("size"),
                Digest.wrap(row.bytes("hash")),
                row.integer("epochs"),
                row.integer("records"),
                row.integer("counts") == 1);
    }
}
