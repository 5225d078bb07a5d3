package org.hongting.central.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The port over data sources. A transaction that this thread has already opened is joined; what commits is then the
/// outer one.
///
/// Whoever writes waits in line, and then has a connection that is nobody else's. SQLite itself has no line: who finds
/// it busy looks again after up to 100 ms, and a background job that writes again at once is always there before them.
/// PostgreSQL has one for all processes, which is joined at the head of this one.
/// Safe for use by many threads.
public final class JdbcDatabase implements Database {
    private static final Duration LONGEST_LINE = Duration.ofSeconds(10);

    private final DataSource readers;
    private final DataSource writer;
    private final Waits waits;
    private final TransactionTemplate transactions;
    private final String beginReading;
    private final Optional<String> beginWriting;
    private final ReentrantLock line = new ReentrantLock(true);

    public JdbcDatabase(DataStore store) {
        this(store, new Waits());
    }

    /// Over one source for both: a store that somebody only looks at ([StoreAddress#look]), where what is written stays
    /// in the connection's own tables, or one connection that nobody else uses.
    public JdbcDatabase(DataSource both) {
        this(both, both, "BEGIN", Optional.empty(), new Waits());
    }

    JdbcDatabase(DataStore store, Waits waits) {
        this(store.readers(), store.writer(), store.beginReading(), store.beginWriting(), waits);
    }

    private JdbcDatabase(
            DataSource readers, DataSource writer, String beginReading, Optional<String> beginWriting, Waits waits) {
        this.readers = readers;
        this.writer = writer;
        this.beginReading = beginReading;
        this.beginWriting = beginWriting;
        this.waits = waits;
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(writer));
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(writer)) {
            // Not through the template: it would doom the outer transaction for a fault that its owner may handle.
            return work.in(new JdbcTransaction(DataSourceUtils.getConnection(writer)));
        }
        Holder<T> result = new Holder<>();
        boolean interrupted = takePlace();
        long begun = System.nanoTime();
        try {
            transactions.executeWithoutResult(status -> {
                JdbcTransaction transaction = new JdbcTransaction(DataSourceUtils.getConnection(writer));
                beginWriting.ifPresent(first -> transaction.query(first, row -> true));
                waits.ended(Waits.Phase.BEGIN, begun);
                result.value = work.in(transaction);
            });
        } catch (TransactionException e) {
            throw SqlFaults.of(e);
        } finally {
            line.unlock();
            restore(interrupted);
        }
        return result.get();
    }

    /// Whoever is told to stop while they wait still writes: what they do ends with it.
    ///
    /// @return whether they were told so: they must hear of it again, and only once they have written, for the pool
    ///     gives nothing to whom it is said
    private boolean takePlace() {
        long begun = System.nanoTime();
        boolean interrupted = false;
        while (true) {
            try {
                if (line.tryLock(LONGEST_LINE.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS)) {
                    waits.ended(Waits.Phase.LINE, begun);
                    return interrupted;
                }
                waits.ended(Waits.Phase.LINE, begun);
                restore(interrupted);
                throw new DatabaseFault(DatabaseFault.Kind.BUSY, "others have been writing for too long");
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        if (TransactionSynchronizationManager.hasResource(writer)) {
            return work.in(new JdbcTransaction(DataSourceUtils.getConnection(writer)));
        }
        long begun = System.nanoTime();
        try (Connection connection = readers.getConnection();
                Statement statement = connection.createStatement()) {
            waits.ended(Waits.Phase.CONNECTION, begun);
            statement.execute(beginReading);
            try {
                return work.in(new JdbcTransaction(connection));
            } finally {
                end(connection, statement);
            }
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /// A connection whose transaction does not end would show whoever gets it next the state of this moment for ever.
    private void end(Connection connection, Statement statement) throws SQLException {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            if (readers instanceof HikariDataSource pool) {
                pool.evictConnection(connection);
            }
            throw e;
        }
    }

    /// Carries a value that may be null out of the template, whose own result may not.
    private static final class Holder<T extends @Nullable Object> {
        private @Nullable T value;

        @SuppressWarnings("NullAway") // null only where T allows it: the work has run
        T get() {
            return value;
        }
    }
}
