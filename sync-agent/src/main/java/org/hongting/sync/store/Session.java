package org.hongting.sync.store;

import java.sql.Connection;
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
    private final Map<String, Prepared> idle = new LinkedHashMap<>(STATEMENTS, 0.75f, true);

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
            throwAway(prepared);
            throw e;
        }
        giveBack(sql, prepared);
    }

    /// A statement that failed would repeat its failure when it is reset, and hide the cause.
    void throwAway(Prepared prepared) {
        try {
            prepared.close();
        } catch (SQLException e) {
            // Its own failure is already on its way.
        }
    }

    /// A statement for one use. It is out of the cache until given back, so that a row reader may run the same SQL
    /// again while the first result is still being read.
    Prepared take(String sql) throws SQLException {
        Prepared cached = idle.remove(sql);
        return cached != null ? cached : new Prepared(connection, sql);
    }

    void giveBack(String sql, Prepared prepared) throws SQLException {
        prepared.reset();
        if (prepared.changesSchema()) {
            forget();
        }
        if (prepared.holdsMuch() || prepared.changesSchema()) {
            prepared.close();
            return;
        }
        Prepared doubled = idle.put(sql, prepared);
        if (doubled != null) {
            doubled.close();
        }
        if (idle.size() > STATEMENTS) {
            var eldest = idle.entrySet().iterator();
            Prepared old = eldest.next().getValue();
            eldest.remove();
            old.close();
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

    byte[] serialize() throws SQLException {
        return connection.serialize("main");
    }

    int idleStatements() {
        return idle.size();
    }

    void close() throws SQLException {
        forget();
        connection.close();
    }

    private void forget() throws SQLException {
        for (Prepared prepared : idle.values()) {
            prepared.close();
        }
        idle.clear();
    }
}
