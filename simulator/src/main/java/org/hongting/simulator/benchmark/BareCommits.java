package org.hongting.simulator.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// The limit of every durable decision: SQLite, the same settings, one row of the same bytes, one commit.
final class BareCommits implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;

    private BareCommits(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT");
        }
        connection.setAutoCommit(false);
        this.insert = connection.prepareStatement("INSERT INTO row (bytes) VALUES (?)");
    }

    static BareCommits open(Path file) throws SQLException {
        return new BareCommits(DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    void commit(int bytes) throws SQLException {
        insert.setBytes(1, new byte[bytes]);
        insert.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
