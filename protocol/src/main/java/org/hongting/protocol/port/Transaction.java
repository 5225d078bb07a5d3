package org.hongting.protocol.port;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One open transaction: valid only inside [Database.Work], on the thread that opened it.
public interface Transaction {
    /// @return rows changed
    int update(String sql, @Nullable Object... parameters);

    /// Runs one statement once per row of parameters, as a batch.
    void updateEach(String sql, List<@Nullable Object[]> rows);

    /// Runs a statement that gives rows; every parameter has its value. A change that returns rows is run whole,
    /// however many of them are read.
    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters);

    /// The first row, if there is one.
    default <T> Optional<T> queryFirst(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /// Reads one row; it must not keep the [Row].
    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row);
    }

    /// The row a query stands on, by column name.
    interface Row {
        /// @throws DatabaseFault if the value is null
        String text(String column);

        @Nullable
        String textOrNull(String column);

        /// 0 where the value is null.
        long integer(String column);

        /// @throws DatabaseFault if the value is null
        byte[] bytes(String column);

        boolean isNull(String column);
    }
}
