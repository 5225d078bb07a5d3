package org.hongting.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/// One open connection with its prepared statements. Not safe for use by several threads: [SqliteDatabase] holds its
/// lock around every call.
final class Session {
    private static final int STATEMENTS = 128;

    private final SQLiteConnection connection;
    private final Map<String, Prepared> statements = new LinkedHashMap<>(STATEMENTS, 0.75f, true);

    /// Transactions are begun and ended by statements of our own. As long as the driver believes in committing each
    /// statement by itself, it tries to begin another transaction after every one of ours.
    Session(Connection connection) throws SQLException {
        this.connection = (SQLiteConnection) connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK"); // what the driver has begun just now
        }
    }

    void execute(String sql) throws SQLException {
        Prepared prepared = take(sql);
        try {
            prepared.execute();
        } catch (SQLException e) {
            throwAway(sql, prepared);
            throw e;
        }
        giveBack(sql, prepared);
    }

    /// A statement that failed would repeat its failure when it is reset, and hide the cause.
    void throwAway(String sql, Prepared prepared) {
        statements.remove(sql, prepared);
        try {
            prepared.close();
        } catch (SQLException e) {
            // Its own failure is already on its way.
        }
    }

    /// A statement for one use. A row reader may run the same SQL again while the first result is still being read, and
    /// gets another then.
    Prepared take(String sql) throws SQLException {
        Prepared kept = statements.get(sql);
        return kept != null && kept.take() ? kept : new Prepared(connection, sql);
    }

    void giveBack(String sql, Prepared prepared) throws SQLException {
        prepared.reset();
        if (prepared.changesSchema()) {
            forget();
        }
        if (prepared.holdsMuch() || prepared.changesSchema()) {
            statements.remove(sql, prepared);
            prepared.close();
            return;
        }
        prepared.giveBack();
        Prepared kept = statements.putIfAbsent(sql, prepared);
        if (kept != null && kept != prepared) {
            prepared.close();
        }
        if (statements.size() > STATEMENTS) {
            closeEldest();
        }
    }

    private void closeEldest() throws SQLException {
        var each = statements.values().iterator();
        while (each.hasNext()) {
            Prepared eldest = each.next();
            if (!eldest.isTaken()) {
                each.remove();
                eldest.close();
                return;
            }
        }
    }

    /// @return false if the connection is in an unknown state and must be closed
    boolean rollBack() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            // SQLite has already rolled back by itself after some faults, and says so.
            return String.valueOf(e.getMessage()).contains("no transaction is active");
        }
    }

    /// Writes everything that is committed into another file: one state, whoever writes meanwhile.
    ///
    /// @param target a file that is there and empty
    void copyTo(String target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target);
            statement.execute();
        }
    }

    /// @return false if it was not emptied
    boolean emptyLog() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet moved = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return moved.next() && moved.getInt("busy") == 0;
        }
    }

    byte[] serialize() throws SQLException {
        return connection.serialize("main");
    }

    int statements() {
        return statements.size();
    }

    void close() throws SQLException {
        forget();
        connection.close();
    }

    private void forget() throws SQLException {
        for (Prepared prepared : statements.values()) {
            prepared.forgetColumns();
            if (!prepared.isTaken()) {
                prepared.close();
            }
        }
        statements.values().removeIf(prepared -> !prepared.isTaken());
    }
}
