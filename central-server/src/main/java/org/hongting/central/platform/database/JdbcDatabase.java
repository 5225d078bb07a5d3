package org.hongting.central.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

/// The port over a pooled data source. A transaction that Spring has already opened on the same data source is
/// joined, so a service may use `@Transactional`, `JdbcClient` and this together; what commits is then the
/// outer one.
///
/// Whoever writes waits in line, and takes no connection meanwhile. SQLite itself has no line: who finds it busy
/// looks again after up to 100 ms, and a background job that writes again at once is always there before them. Safe
/// for use by many threads.
public final class JdbcDatabase implements Database {
    private static final long WAIT_SECONDS = 10;

    private final DataSource source;
    private final TransactionTemplate transactions;
    private final ReentrantLock line = new ReentrantLock(true);

    public JdbcDatabase(DataSource source) {
        this.source = source;
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(source)) {
            // Not through the template: it would doom the outer transaction for a fault that its owner may handle.
            return work.in(new JdbcTransaction(DataSourceUtils.getConnection(source)));
        }
        Holder<T> result = new Holder<>();
        takePlace();
        try {
            transactions.executeWithoutResult(
                    status -> result.value = work.in(new JdbcTransaction(DataSourceUtils.getConnection(source))));
        } catch (TransactionException e) {
            throw SqlFaults.of(e);
        } finally {
            line.unlock();
        }
        return result.get();
    }

    /// Whoever is told to stop while they wait still writes: what they do ends with it.
    private void takePlace() {
        try {
            if (!line.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new DatabaseFault(DatabaseFault.Kind.BUSY, "others have been writing for too long");
            }
        } catch (InterruptedException e) {
            line.lock();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        if (TransactionSynchronizationManager.hasResource(source)) {
            return work.in(new JdbcTransaction(DataSourceUtils.getConnection(source)));
        }
        // By hand and not by the driver's read-only flag: the driver begins every transaction as a writer here, and a
        // page of the console must not wait for an ingest.
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = 1");
            statement.execute("BEGIN");
            try {
                return work.in(new JdbcTransaction(connection));
            } finally {
                statement.execute("ROLLBACK");
                statement.execute("PRAGMA query_only = 0");
            }
        } catch (SQLException e) {
            throw SqlFaults.of(e);
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
