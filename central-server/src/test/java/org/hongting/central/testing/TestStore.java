package org.hongting.central.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;

/// A real SQLite store in a folder of the test.
public final class TestStore implements AutoCloseable {
    private final SqliteFile source;
    public final Database database;
    public final StoreId id;

    public TestStore(Path folder) {
        source = SqliteFile.open(folder.resolve("central.db"));
        source.migrate();
        database = new JdbcDatabase(source);
        id = StoreIdentity.ensure(database, new Random(1));
    }

    public void enrol(TestTerminal terminal) {
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, ?)",
                terminal.id().value(),
                terminal.publicKey(),
                UtcText.of(Instant.EPOCH)));
    }

    public void execute(String sql, @Nullable Object... parameters) {
        database.inTransaction(transaction -> transaction.update(sql, parameters));
    }

    public long count(String fromAndWhere, @Nullable Object... parameters) {
        return database.reading(transaction -> transaction
                .query("SELECT count(*) AS n FROM " + fromAndWhere, row -> row.integer("n"), parameters)
                .getFirst());
    }

    /// The values of one column, as text.
    public List<String> texts(String column, String fromAndWhere, @Nullable Object... parameters) {
        return database.reading(transaction -> transaction.query(
                "SELECT " + column + " AS value FROM " + fromAndWhere, row -> row.text("value"), parameters));
    }

    @Override
    public void close() {
        source.close();
    }
}
