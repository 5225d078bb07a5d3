package org.hongting.simulator.simulation.scenario;

import java.util.List;
import java.util.function.UnaryOperator;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// A database that is asked something else than its owner means, for a [Defect].
class AlteredSql implements Database {
    private final Database real;
    private final UnaryOperator<String> alter;

    AlteredSql(Database real, UnaryOperator<String> alter) {
        this.real = real;
        this.alter = alter;
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        return real.inTransaction(transaction -> work.in(new Altered(transaction)));
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return real.reading(transaction -> work.in(new Altered(transaction)));
    }

    /// Takes records away as soon as they were handed out to be sent, all but the newest, from which the journal goes
    /// on.
    static final class Pruning implements Database {
        private static final String HANDED_OUT = "SELECT position, envelope, body, head FROM journal_record";

        private final Database real;
        private boolean handedOut;

        Pruning(Database real) {
            this.real = real;
        }

        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            return real.inTransaction(work);
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            handedOut = false;
            T result = new AlteredSql(real, this::note).reading(work);
            if (handedOut) {
                real.inTransaction(transaction -> transaction.update(
                        "DELETE FROM journal_record WHERE position < (SELECT max(position) FROM journal_record)"));
            }
            return result;
        }

        private String note(String sql) {
            handedOut |= sql.startsWith(HANDED_OUT);
            return sql;
        }
    }

    private final class Altered implements Transaction {
        private final Transaction transaction;

        Altered(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public int update(String sql, @Nullable Object... parameters) {
            return transaction.update(alter.apply(sql), parameters);
        }

        @Override
        public void updateEach(String sql, List<@Nullable Object[]> rows) {
            transaction.updateEach(alter.apply(sql), rows);
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            return transaction.query(alter.apply(sql), reader, parameters);
        }
    }
}
