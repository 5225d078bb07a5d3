package org.hongting.sync.store;

import java.util.Comparator;
import java.util.List;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Brings the tables of each owner to the step this software knows.
///
/// Each owner counts its own steps, so packages that do not know of each other can share one file. An owner that is
/// already further than the software (the file was used by a newer release) is left alone: steps are additive.
public final class Schema {
    private Schema() {}

    /// Runs what is missing, all in one transaction.
    public static void apply(Database database, List<Migration> migrations) {
        database.inTransaction(transaction -> {
            transaction.update("""
                    CREATE TABLE IF NOT EXISTS schema_step (
                      owner TEXT NOT NULL PRIMARY KEY,
                      step INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID""");
            migrations.stream()
                    .sorted(Comparator.comparing(Migration::owner).thenComparingInt(Migration::step))
                    .forEach(migration -> applyOne(transaction, migration));
            return null;
        });
    }

    private static void applyOne(Transaction transaction, Migration migration) {
        long reached = transaction
                .queryFirst(
                        "SELECT step FROM schema_step WHERE owner = ?", row -> row.integer("step"), migration.owner())
                .orElse(0L);
        if (migration.step() <= reached) {
            return;
        }
        if (migration.step() != reached + 1) {
            throw new IllegalStateException("schema " + migration.owner() + " has no step " + (reached + 1));
        }
        migration.statements().forEach(transaction::update);
        transaction.update(
                "INSERT INTO schema_step (owner, step) VALUES (?, ?) ON CONFLICT (owner) DO UPDATE SET step = excluded.step",
                migration.owner(),
                migration.step());
    }
}
