package org.hongting.central.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// A transaction over one JDBC connection. Statements are prepared anew each time: SQLite compiles them in
/// microseconds, and PostgreSQL's driver keeps those that come again.
final class JdbcTransaction implements Transaction {
    private final Connection connection;

    JdbcTransaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    @Override
    public void updateEach(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> answer = new ArrayList<>();
                JdbcRow row = new JdbcRow(rows);
                while (rows.next()) {
                    answer.add(reader.read(row));
                }
                return answer;
            }
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i] instanceof String text ? storable(text) : parameters[i]);
        }
    }

    /// PostgreSQL holds no character 0, which JSON can say. Nobody means one, and a message must not be refused for
    /// ever because of it; records themselves are kept as bytes.
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private record JdbcRow(ResultSet rows) implements Row {
        @Override
        public String text(String column) {
            return present(column, textOrNull(column));
        }

        @Override
        public @Nullable String textOrNull(String column) {
            try {
                return rows.getString(column);
            } catch (SQLException e) {
                throw SqlFaults.of(e);
            }
        }

        @Override
        public long integer(String column) {
            try {
                return rows.getLong(column);
            } catch (SQLException e) {
                throw SqlFaults.of(e);
            }
        }

        @Override
        public byte[] bytes(String column) {
            try {
                return present(column, rows.getBytes(column));
            } catch (SQLException e) {
                throw SqlFaults.of(e);
            }
        }

        @Override
        public boolean isNull(String column) {
            try {
                return rows.getObject(column) == null;
            } catch (SQLException e) {
                throw SqlFaults.of(e);
            }
        }

        private static <T> T present(String column, @Nullable T value) {
            if (value == null) {
                throw new DatabaseFault(DatabaseFault.Kind.OTHER, "column " + column + " is null");
            }
            return value;
        }
    }
}
