package org.hongting.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/// One open connection with its prepared statements. Not safe for use by several threads: [SqliteDatabase] holds its
/// lock around every call.
final class Session {
    private static final int STATEMENTS = 128;

    private final Connection connection;
    private final Map<String, Map<String, Integer>> columns = new LinkedHashMap<>();
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(STATEMENTS, 0.75f, true);

    Session(Connection connection) {
        this.connection = connection;
    }

    void execute(String sql) throws SQLException {
        PreparedStatement statement = take(sql);
        try {
            statement.execute();
        } catch (SQLException e) {
            throwAway(statement);
            throw e;
        }
        giveBack(sql, statement);
    }

    /// A statement that failed would repeat its failure when it is reset, and hide the cause.
    void throwAway(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            // Its own failure is already on its way.
        }
    }

    /// A statement for one use. It is out of the cache until given back, so that a row reader may run the same SQL
    /// again while the first result is still being read.
    @SuppressWarnings("resource")
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement cached = idle.remove(sql);
        return cached != null ? cached : connection.prepareStatement(sql);
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        PreparedStatement doubled = idle.put(sql, statement);
        if (doubled != null) {
            doubled.close();
        }
        if (idle.size() > STATEMENTS) {
            var eldest = idle.entrySet().iterator();
            PreparedStatement old = eldest.next().getValue();
            eldest.remove();
            old.close();
        }
    }

    /// Where each column of a query stands. Kept per text of SQL: the driver would look every name up again in every
    /// result, which costs more than reading the row.
    Map<String, Integer> columnsOf(String sql, ResultSet results) throws SQLException {
        Map<String, Integer> known = columns.get(sql);
        if (known == null) {
            known = new HashMap<>();
            ResultSetMetaData shape = results.getMetaData();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                known.put(shape.getColumnLabel(i), i);
            }
            columns.put(sql, known);
            if (columns.size() > 2 * STATEMENTS) {
                columns.remove(columns.keySet().iterator().next());
            }
        }
        return known;
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
        return ((SQLiteConnection) connection).serialize("main");
    }

    void close() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
        connection.close();
    }
}
