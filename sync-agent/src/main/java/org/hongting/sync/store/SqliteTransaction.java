package org.hongting.sync.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// One transaction on a [Session]. After a fault that may have ended SQLite's own transaction nothing more is run:
/// what followed would be committed statement by statement.
final class SqliteTransaction implements Transaction {
    private final Session session;
    private final boolean writes;
    private @Nullable DatabaseFault fatal;
    private boolean ended;

    SqliteTransaction(Session session, boolean writes) {
        this.session = session;
        this.writes = writes;
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        checkWritable();
        return run(sql, statement -> {
            bind(statement, parameters);
            return statement.executeUpdate();
        });
    }

    @Override
    public void updateEach(String sql, List<@Nullable Object[]> rows) {
        checkWritable();
        run(sql, statement -> {
            for (@Nullable Object[] parameters : rows) {
                bind(statement, parameters);
                statement.executeUpdate();
            }
            return rows.size();
        });
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        checkOpen();
        return run(sql, statement -> {
            bind(statement, parameters);
            List<T> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                Row row = new SqliteRow(results, session.columnsOf(sql, results));
                while (results.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        });
    }

    /// @throws DatabaseFault the fault that already ended this transaction, if there was one
    void checkCommittable() {
        if (fatal != null) {
            throw fatal;
        }
    }

    void end() {
        ended = true;
    }

    private void checkOpen() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
        checkCommittable();
    }

    private void checkWritable() {
        checkOpen();
        if (!writes) {
            throw new IllegalStateException("this transaction only reads");
        }
    }

    private <T> T run(String sql, Use<T> use) {
        try {
            PreparedStatement statement = session.take(sql);
            T result;
            try {
                result = use.of(statement);
            } catch (SQLException | RuntimeException e) {
                session.throwAway(statement);
                throw e;
            }
            session.giveBack(sql, statement);
            return result;
        } catch (SQLException e) {
            DatabaseFault fault = Faults.of(e);
            if (fault.kind() != DatabaseFault.Kind.CONSTRAINT) {
                fatal = fault;
            }
            throw fault;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Object other ->
                    throw new IllegalArgumentException(
                            "no column for a " + other.getClass().getSimpleName());
            }
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private record SqliteRow(ResultSet results, Map<String, Integer> columns) implements Row {
        @Override
        public String text(String column) {
            return present(column, textOrNull(column));
        }

        @Override
        public @Nullable String textOrNull(String column) {
            try {
                return results.getString(index(column));
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        @Override
        public long integer(String column) {
            try {
                return results.getLong(index(column));
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        @Override
        public byte[] bytes(String column) {
            try {
                return present(column, results.getBytes(index(column)));
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        @Override
        public boolean isNull(String column) {
            try {
                return results.getObject(index(column)) == null;
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        private int index(String column) {
            return present(column, columns.get(column));
        }

        private static <T> T present(String column, @Nullable T value) {
            if (value == null) {
                throw new DatabaseFault(DatabaseFault.Kind.OTHER, "no value in column " + column);
            }
            return value;
        }
    }
}
