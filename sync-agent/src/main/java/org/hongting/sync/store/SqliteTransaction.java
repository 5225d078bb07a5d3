package org.hongting.sync.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return run(sql, prepared -> prepared.update(parameters));
    }

    @Override
    public void updateEach(String sql, List<@Nullable Object[]> rows) {
        checkWritable();
        run(sql, prepared -> {
            for (@Nullable Object[] parameters : rows) {
                prepared.update(parameters);
            }
            return rows.size();
        });
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        checkOpen();
        return run(sql, prepared -> {
            List<T> rows = new ArrayList<>();
            for (boolean more = prepared.execute(parameters); more; more = prepared.next()) {
                rows.add(reader.read(prepared));
            }
            return rows;
        });
    }

    /// Stops at the first row.
    @Override
    public <T> Optional<T> queryFirst(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        checkOpen();
        return run(
                sql, prepared -> prepared.execute(parameters) ? Optional.of(reader.read(prepared)) : Optional.empty());
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
            Prepared prepared = session.take(sql);
            T result;
            try {
                result = use.of(prepared);
            } catch (SQLException | RuntimeException e) {
                session.throwAway(sql, prepared);
                throw e;
            }
            session.giveBack(sql, prepared);
            return result;
        } catch (SQLException e) {
            DatabaseFault fault = Faults.of(e);
            if (fault.kind() != DatabaseFault.Kind.CONSTRAINT) {
                fatal = fault;
            }
            throw fault;
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Prepared prepared) throws SQLException;
    }
}
