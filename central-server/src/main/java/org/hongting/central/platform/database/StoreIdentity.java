package org.hongting.central.platform.database;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;

/// Which store this is. Its id is drawn once; its generation is raised when a backup is restored, and then terminals
/// believe lower watermarks and send again.
public final class StoreIdentity {
    private static final int BYTES = 16;

    private StoreIdentity() {}

    public static StoreId ensure(Database database, RandomGenerator random) {
        return database.inTransaction(transaction -> transaction
                .queryFirst(
                        "SELECT id, generation FROM store",
                        row -> new StoreId(row.text("id"), row.integer("generation")))
                .orElseGet(() -> {
                    byte[] drawn = new byte[BYTES];
                    random.nextBytes(drawn);
                    StoreId store = new StoreId(HexFormat.of().formatHex(drawn), 1);
                    transaction.update(
                            "INSERT INTO store (id, generation) VALUES (?, ?)", store.id(), store.generation());
                    return store;
                }));
    }
}
