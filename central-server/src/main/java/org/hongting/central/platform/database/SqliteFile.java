package org.hongting.central.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The centre's SQLite file: opened in the one way in which a commit survives a power cut, and made by migrations.
public final class SqliteFile implements DataStore {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 10_000;

    private static final int SWEEP_MILLIS = 250;

    /// Of a header, and where in it an application may leave its mark: <https://sqlite.org/fileformat2.html>.
    private static final int HEADER_BYTES = 100;

    private static final int APPLICATION_ID = 68;

    /// "HTbk".
    private static final int COPY = 0x4854626B;

    /// How long somebody waits until one of those who read is done.
    private static final int CONNECTION_MILLIS = 8_000;

    /// What SQLite must answer to these pragmas, or nothing is acknowledged.
    private static final Map<String, String> SAFE = Map.of("journal_mode", "wal", "synchronous", "2", "mmap_size", "0");

    private final Path file;
    private final HikariDataSource readers;
    private final HikariDataSource writer;

    private SqliteFile(Path file, HikariDataSource readers, HikariDataSource writer) {
        this.file = file;
        this.readers = readers;
        this.writer = writer;
    }

    /// Opens the file, making it where there is none; tables are made by [#migrate].
    ///
    /// @throws IllegalStateException if the file cannot be opened, or not in the safe way: what to do is said
    public static SqliteFile open(Path file) {
        DataSource source = source(file);
        HikariDataSource writer = pool("central-writer", source, 1);
        try {
            requireSafe(writer, file);
        } catch (IllegalStateException e) {
            writer.close();
            throw e;
        }
        HikariDataSource readers = pool("central", source, READERS);
        readers.setConnectionInitSql("PRAGMA query_only = 1");
        return new SqliteFile(file, readers, writer);
    }

    /// Connections that are opened the way every writer of this file is: with no pool and no thread, as a simulation
    /// needs them.
    public static DataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true"); // what is deleted is overwritten, not only free
        config.setGetGeneratedKeys(false); // nobody asks for them, and each insert would run one statement more
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(String name, DataSource source, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(CONNECTION_MILLIS);
        return pool;
    }

    @Override
    public HikariDataSource readers() {
        return readers;
    }

    @Override
    public HikariDataSource writer() {
        return writer;
    }

    @Override
    public void migrate() {
        migrations(writer).migrate();
    }

    static Flyway migrations(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .load();
    }

    /// By hand: the driver begins every transaction as a writer here, and a page of the console must not wait for an
    /// ingest.
    @Override
    public String beginReading() {
        return "BEGIN";
    }

    @Override
    public Optional<String> beginWriting() {
        return Optional.empty();
    }

    @Override
    public String millisNow() {
        return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
    }

    @Override
    public Optional<StoreCopy> copy() {
        return Optional.of(new SqliteCopy(file));
    }

    /// Deleted bytes are zeros in the file already ([#source]); the log still has the pages of before. Whoever writes
    /// waits while this waits for those who read: so not for long.
    @Override
    public boolean sweep() {
        try (Connection connection = source(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + SWEEP_MILLIS);
            try (ResultSet moved = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return moved.next() && moved.getInt("busy") == 0;
            }
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /// The writer goes last, and leaves no log behind.
    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    /// Opens a file that is there to look at it, beside a running server or without one: nothing in it can be changed,
    /// only tables of the connection itself can be made, and no writer waits for whoever looks.
    static DataSource look(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /// Opens a file that nobody writes to: no log beside it is looked for, and none is made.
    static DataSource lookAtCopy(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?immutable=1");
        return source;
    }

    /// Says in a file's header that it is a copy. No server starts on one: terminals would take it for the store that
    /// it was copied from, and not send again what it lacks.
    static void markAsCopy(Path file) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            // Without a log beside it: the mark stands in the file itself.
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("PRAGMA application_id = " + COPY);
        }
    }

    /// Whether the file says of itself that it is a copy. What is no database is none.
    public static boolean isCopy(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER_BYTES);
            return header.length == HEADER_BYTES && ByteBuffer.wrap(header).getInt(APPLICATION_ID) == COPY;
        }
    }

    /// From now on the file is a store and no copy; to be called where it gets a name of its own.
    public void takeMarkOff() {
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = 0");
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /// Whether a copy has no tables that this software knows nothing of.
    public static boolean isKnown(Path copy) {
        return Arrays.stream(migrations(lookAtCopy(copy)).info().all())
                .noneMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
    }

    /// Looks whether a commit through that source is durable, and moves into the file what an earlier process left in
    /// the log.
    ///
    /// @throws IllegalStateException if it is not: what to do is said
    public static void requireSafe(DataSource source, Path file) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> wanted : SAFE.entrySet()) {
                try (ResultSet answer = statement.executeQuery("PRAGMA " + wanted.getKey())) {
                    String found = answer.next() ? answer.getString(1) : "nothing";
                    if (!wanted.getValue().equalsIgnoreCase(found)) {
                        throw new IllegalStateException("the data file " + file + " is refused: SQLite answers "
                                + wanted.getKey() + " = " + found + " instead of " + wanted.getValue() + ", so a power"
                                + " cut may cost what was acknowledged: keep the data folder on a disk of this machine"
                                + " that is no network share, or choose another one with --data");
                    }
                }
            }
            // What the log holds is written once more: a disk may have failed to sync it before this start.
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new IllegalStateException("the data file " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
