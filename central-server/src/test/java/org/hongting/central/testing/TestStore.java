package org.hongting.central.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.CentralOptions;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;

/// A real store of a test: a SQLite file in its folder, or, with `-Dhongting.test.database=postgresql`, a database of
/// PostgreSQL that belongs to the folder.
public final class TestStore implements AutoCloseable {
    private static byte @Nullable [] emptyFile;

    private final DataStore source;
    public final Database database;
    public final StoreId id;

    public TestStore(Path folder) {
        this(open(folder));
    }

    private TestStore(DataStore source) {
        this.source = source;
        database = new JdbcDatabase(source);
        id = StoreIdentity.ensure(database, new Random(1));
    }

    /// What a whole server of a test is started with: every port a free one, and its tables as those of [TestStore].
    public static CentralOptions serverOn(Path data) {
        CentralOptions local = CentralOptions.local(data);
        if (!isPostgresql()) {
            return local;
        }
        PostgresqlCluster cluster = PostgresqlCluster.get();
        Optional<String> database = Optional.of(cluster.address(cluster.databaseOf(data)));
        return new CentralOptions(
                new CentralOptions.Storage(data, database),
                local.console(),
                local.ports(),
                local.hostNames(),
                local.adminPasswordFile(),
                local.zone());
    }

    /// Gives a folder a store on which no server has run.
    public static void neverUsed(Path data) {
        if (isPostgresql()) {
            PostgresqlCluster.get().schools(data);
        }
    }

    /// What a server of a process of its own is told in its surroundings, so that its tables are as those of
    /// [TestStore]:
    /// a database in which there is nothing yet, with the password in a file.
    public static Map<String, String> surroundings(Path data) throws IOException {
        if (!isPostgresql()) {
            return Map.of();
        }
        PostgresqlCluster cluster = PostgresqlCluster.get();
        Path password = Files.writeString(
                Files.createDirectories(data).resolveSibling("password"), PostgresqlCluster.SCHOOLS_PASSWORD + "\n");
        return Map.of(
                StoreAddress.VARIABLE,
                cluster.addressOfNobody(cluster.schools(data)),
                StoreAddress.USER_VARIABLE,
                PostgresqlCluster.SCHOOL,
                StoreAddress.PASSWORD_FILE_VARIABLE,
                password.toString());
    }

    /// The arguments of a command beside a server, and where that one keeps everything.
    public static String[] command(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        serverOn(data).storage().database().ifPresent(address -> all.addAll(List.of("--database", address)));
        return all.toArray(String[]::new);
    }

    public static boolean isPostgresql() {
        return "postgresql".equals(System.getProperty("hongting.test.database"));
    }

    private static DataStore open(Path folder) {
        if (isPostgresql()) {
            PostgresqlCluster cluster = PostgresqlCluster.get();
            return cluster.open(cluster.databaseOf(folder));
        }
        Path file = folder.resolve("central.db");
        if (!Files.exists(file)) {
            // Its tables are made once in this JVM, and each store gets a copy.
            return SqliteFile.open(copiedTo(file));
        }
        DataStore used = SqliteFile.open(file);
        used.migrate();
        return used;
    }

    private static Path copiedTo(Path file) {
        try {
            return Files.write(file, emptyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized byte[] emptyFile() throws IOException {
        byte[] made = emptyFile;
        if (made == null) {
            Path fresh = Files.createTempDirectory("central");
            Path file = fresh.resolve("central.db");
            try (DataStore store = SqliteFile.open(file)) {
                store.migrate();
            }
            made = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(fresh);
            emptyFile = made;
        }
        return made;
    }

    /// As [DataStore#millisNow].
    public String millisNow() {
        return source.millisNow();
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

    /// The values of one column of bytes, which are text.
    public List<String> bytesAsText(String column, String fromAndWhere, @Nullable Object... parameters) {
        return database.reading(transaction -> transaction.query(
                "SELECT " + column + " AS value FROM " + fromAndWhere,
                row -> new String(row.bytes("value"), StandardCharsets.UTF_8),
                parameters));
    }

    /// As a server does it after an erasure.
    public boolean sweep() {
        return source.sweep();
    }

    @Override
    public void close() {
        source.close();
    }
}
