package org.hongting.central.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// The centre's tables in PostgreSQL, in the schema `main`. Opened only where a commit survives a power cut, and where
/// text sorts as it does in a file: by code points.
///
/// Writers stand in one line, whatever process they are of, as they do before a file: much of what they do reads first
/// and writes what follows from it. The line is a lock of the database that ends with the transaction, and with the
/// connection of whoever was killed in it.
public final class PostgresqlStore implements DataStore {
    private static final String SCHEMA = "main";
    private static final int READERS = 8;
    private static final int CONNECTION_MILLIS = 8_000;
    private static final String LONGEST_LOCK = "10s";

    /// Of a server that stands still in the line of the writers, or whose machine has died there: the others go on.
    private static final String LONGEST_REST = "30s";

    /// Of a database whose machine has died: nobody says that its connections are gone.
    private static final int LONGEST_SILENCE_SECONDS = 60;

    /// `hongting`, in the letters' own numbers: other programs of the same database have other locks.
    private static final long WRITERS_LINE = 0x686f_6e67_7469_6e67L;

    private static final Set<String> ON_THE_DISK = Set.of("on", "remote_apply");

    /// Asked of the database itself: what its locale is called depends on who provides it. Every language has a before
    /// B.
    private static final String BY_CODE_POINTS = "'B' < 'a'";

    private final DataSource unpooled;
    private final HikariDataSource readers;
    private final HikariDataSource writer;

    private PostgresqlStore(DataSource unpooled, HikariDataSource readers, HikariDataSource writer) {
        this.unpooled = unpooled;
        this.readers = readers;
        this.writer = writer;
    }

    /// Tables are made by [#migrate].
    ///
    /// @throws IllegalStateException if the database cannot be reached, or is not a safe one: what to do is said
    static PostgresqlStore open(StoreAddress.Server address) {
        PGSimpleDataSource source = source(address);
        PGSimpleDataSource bounded = source(address);
        bounded.setSocketTimeout(LONGEST_SILENCE_SECONDS);
        HikariDataSource writer = pool("central-writer", bounded, 1);
        writer.setConnectionInitSql("SET lock_timeout = '" + LONGEST_LOCK
                + "'; SET idle_in_transaction_session_timeout = '" + LONGEST_REST + "'");
        requireSafe(writer, address);
        HikariDataSource readers = pool("central", bounded, READERS);
        readers.setConnectionInitSql("SET default_transaction_read_only = on");
        return new PostgresqlStore(source, readers, writer);
    }

    private static PGSimpleDataSource source(StoreAddress.Server address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.address());
        if (!address.user().isEmpty()) {
            source.setUser(address.user());
        }
        if (!address.password().isEmpty()) {
            source.setPassword(address.password());
        }
        source.setCurrentSchema(SCHEMA);
        source.setApplicationName("hongting-central");
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        // Its details quote whole rows, and faults go into logs.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static HikariDataSource pool(String name, DataSource source, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
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

    /// Beside the one connection that writes: one more holds the lock against others who migrate.
    @Override
    public void migrate() {
        migrations(unpooled).migrate();
    }

    static Flyway migrations(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/migration/postgresql")
                .load();
    }

    /// Whether they have ever been made, in whatever version.
    boolean hasTables() {
        return new JdbcDatabase(this)
                .reading(transaction -> transaction.query(
                        "SELECT 1 AS hit FROM pg_tables WHERE schemaname = ? AND tablename = 'store'",
                        row -> true,
                        SCHEMA))
                .contains(true);
    }

    @Override
    public String beginReading() {
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    }

    /// Each statement after it sees all that the writers before have committed: the isolation is READ COMMITTED on
    /// purpose, because a state that was fixed while waiting in the line would be an old one.
    @Override
    public Optional<String> beginWriting() {
        return Optional.of("SELECT pg_advisory_xact_lock(" + WRITERS_LINE + ")");
    }

    @Override
    public String millisNow() {
        return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public Optional<StoreCopy> copy() {
        return Optional.empty();
    }

    /// Dead rows are cleared; their bytes are written over as the room is used again, and by `VACUUM FULL`, which locks
    /// tables and is for people to call.
    @Override
    public boolean sweep() {
        try (Connection connection = unpooled.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            return true;
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    /// Whoever looks sees one state, takes no lock, and has tables of their own before those of the store.
    static DataSource look(StoreAddress.Server address) {
        PGSimpleDataSource source = source(address);
        source.setOptions("-c default_transaction_isolation=repeatable\\ read");
        return source;
    }

    private static void requireSafe(HikariDataSource pool, StoreAddress.Server address) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT current_setting('fsync') AS fsync,"
                        + " current_setting('full_page_writes') AS pages,"
                        + " current_setting('synchronous_commit') AS committing, pg_is_in_recovery() AS follows,"
                        + " pg_encoding_to_char(encoding) AS encoding, " + BY_CODE_POINTS + " AS sorted,"
                        + " coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', datcollate) AS locale"
                        + " FROM pg_database AS d WHERE datname = current_database()")) {
            found.next();
            fault(found).ifPresent(sentence -> {
                throw new IllegalStateException("the database " + address + " is refused: " + sentence);
            });
        } catch (SQLException e) {
            pool.close();
            throw new IllegalStateException("the database " + address + " cannot be had: " + reason(e), e);
        } catch (IllegalStateException e) {
            pool.close();
            throw e;
        }
    }

    /// The driver's words; the pool's own say only that it waited.
    private static String reason(SQLException e) {
        return String.valueOf((e.getCause() instanceof SQLException cause ? cause : e).getMessage());
    }

    private static Optional<String> fault(ResultSet found) throws SQLException {
        if (!found.getString("fsync").equals("on")) {
            return Optional.of("fsync is off, so a power cut may cost what was acknowledged, or all of it: set"
                    + " fsync = on in postgresql.conf");
        }
        if (!found.getString("pages").equals("on")) {
            return Optional.of("full_page_writes is off, so a power cut may tear a page: set full_page_writes = on in"
                    + " postgresql.conf");
        }
        if (!ON_THE_DISK.contains(found.getString("committing"))) {
            return Optional.of("synchronous_commit is " + found.getString("committing") + ", so a commit may be said"
                    + " to be done before it is: set synchronous_commit = on in postgresql.conf, and for this user and"
                    + " database");
        }
        if (found.getBoolean("follows")) {
            return Optional.of("it is a standby, which cannot be written: give the address of the primary");
        }
        if (!found.getString("encoding").equals("UTF8") || !found.getBoolean("sorted")) {
            return Optional.of("it sorts by " + found.getString("locale") + " in " + found.getString("encoding")
                    + ", and Hongting needs the order of code points: make another one with createdb --template"
                    + " template0 --encoding UTF8 --locale C hongting");
        }
        return Optional.empty();
    }
}
