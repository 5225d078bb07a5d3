package org.hongting.central.platform.database;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Which store this is: an id and a generation, drawn once and minted anew when a backup is restored; then terminals
/// believe lower watermarks and send again.
public final class StoreIdentity {
    private static final int BYTES = 16;

    private StoreIdentity() {}

    public static StoreId ensure(Database database, RandomGenerator random) {
        return database.inTransaction(transaction -> find(transaction).orElseGet(() -> mint(transaction, 1, random)));
    }

    /// The store's name, if it has one yet.
    public static Optional<StoreId> find(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT id, generation FROM store", row -> new StoreId(row.text("id"), row.integer("generation")));
    }

    /// Names the store anew, because what it holds has gone back: terminals then believe lower watermarks.
    public static StoreId mint(Transaction transaction, long generation, RandomGenerator random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        StoreId store = new StoreId(HexFormat.of().formatHex(drawn), generation);
        transaction.update("DELETE FROM store");
        transaction.update("INSERT INTO store (id, generation) VALUES (?, ?)", store.id(), store.generation());
        return store;
    }
}
