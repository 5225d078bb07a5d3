package org.hongting.simulator.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.hongting.protocol.record.RecordLines;
import org.sqlite.SQLiteConfig;

/// The limit of every durable decision: SQLite alone, with the same settings, the same rows under the same keys, one
/// commit. Nothing is looked up, computed or signed, and every statement is prepared once, those that begin and end
/// the transaction too.
final class BareCommits implements AutoCloseable {
    private static final String EPOCH = "0123456789abcdef0123456789abcdef";

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement record;
    private final PreparedStatement arrival;
    private final PreparedStatement headcount;
    private final PreparedStatement commit;
    private int next;

    private BareCommits(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA mmap_size = 0");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA cache_size = -16384");
            statement.execute(
                    "CREATE TABLE record (position INTEGER PRIMARY KEY, envelope BLOB, body BLOB, head BLOB)");
            statement.execute("CREATE TABLE arrival (meeting TEXT, member TEXT, at TEXT, late INTEGER, epoch TEXT,"
                    + " seq INTEGER, credential TEXT, PRIMARY KEY (meeting, member)) WITHOUT ROWID");
            statement.execute("CREATE TABLE headcount (meeting TEXT PRIMARY KEY, present INTEGER) WITHOUT ROWID");
            statement.execute("INSERT INTO headcount VALUES ('assembly', 0)");
            // Otherwise the driver would begin and end transactions of its own.
            connection.setAutoCommit(false);
            statement.execute("ROLLBACK");
        }
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.record = connection.prepareStatement("INSERT INTO record VALUES (?, ?, ?, ?)");
        this.arrival = connection.prepareStatement(
                "INSERT INTO arrival VALUES ('assembly', ?, ?, 0, '" + EPOCH + "', ?, 'CARD')");
        this.headcount =
                connection.prepareStatement("UPDATE headcount SET present = present + 1 WHERE meeting = 'assembly'");
        this.commit = connection.prepareStatement("COMMIT");
    }

    static BareCommits open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return new BareCommits(config.createConnection("jdbc:sqlite:" + file));
    }

    void commit(RecordLines lines) throws SQLException {
        begin.execute();
        record.setInt(1, ++next);
        record.setBytes(2, lines.envelope().bytes());
        record.setBytes(3, lines.body().bytes());
        record.setBytes(4, new byte[32]);
        record.executeUpdate();
        arrival.setString(1, HexFormat.of().toHexDigits((long) next));
        arrival.setString(2, "2026-11-22T08:50:00.123+08:00");
        arrival.setInt(3, next);
        arrival.executeUpdate();
        headcount.executeUpdate();
        commit.execute();
    }

    @Override
    public void close() throws SQLException {
        begin.close();
        record.close();
        arrival.close();
        headcount.close();
        commit.close();
        connection.close();
    }
}
