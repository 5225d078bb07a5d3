package org.hongting.central.testing;

import java.util.List;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// A transaction that counts what it is asked.
public final class CountedQueries implements Transaction {
    private final Transaction transaction;
    private int count;

    public CountedQueries(Transaction transaction) {
        this.transaction = transaction;
    }

    public int count() {
        return count;
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        return transaction.update(sql, parameters);
    }

    @Override
    public void updateEach(String sql, List<@Nullable Object[]> rows) {
        transaction.updateEach(sql, rows);
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        count++;
        return transaction.query(sql, reader, parameters);
    }
}
