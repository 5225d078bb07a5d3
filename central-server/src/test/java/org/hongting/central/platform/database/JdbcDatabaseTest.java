package org.hongting.central.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.port.DatabaseFault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

@Tag("both-stores")
class JdbcDatabaseTest {
    private static final int READERS = 4;
    private static final long HELD_MILLIS = 200;
    private static final String ADD = "INSERT INTO document (name, version, hash) VALUES (?, 1, ?)";
    private static final byte[] HASH = {0};

    @TempDir
    Path folder;

    @Test
    void aReaderSeesOneStateWhileAWriterWrites() {
        try (TestStore store = new TestStore(folder)) {
            store.execute(ADD, "a/b", HASH);
            long seen = store.database.inTransaction(transaction -> {
                transaction.update("UPDATE document SET version = 2");
                return java.util.concurrent.CompletableFuture.supplyAsync(() -> store.database.reading(
                                reading -> reading.query("SELECT version FROM document", row -> row.integer("version"))
                                        .getFirst()))
                        .join();
            });
            assertThat(seen).isEqualTo(1);
        }
    }

    @Test
    void aReaderMayNotWrite() {
        try (TestStore store = new TestStore(folder)) {
            aReaderMayNotWrite(store);
            store.execute("DELETE FROM document");
        }
    }

    @Test
    @Tag("sqlite")
    void aReaderThatCannotEndItsTransactionLeavesNothingToTheNextOne() {
        try (TestStore store = new TestStore(folder)) {
            for (int i = 0; i < 8; i++) {
                assertThatThrownBy(() -> store.database.reading(transaction -> transaction.update("ROLLBACK")))
                        .isInstanceOf(DatabaseFault.class);
                store.execute(ADD, "a/" + i, HASH);
                assertThat(store.count("document")).isEqualTo(i + 1);
            }
            aReaderMayNotWrite(store);
        }
    }

    private static void aReaderMayNotWrite(TestStore store) {
        assertThatThrownBy(() -> store.database.reading(transaction -> transaction.update("DELETE FROM document")))
                .isInstanceOf(DatabaseFault.class);
    }

    @Test
    void howeverManyReadWhoWritesWaitsForNoneOfThem() throws Exception {
        try (TestStore store = new TestStore(folder);
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            CountDownLatch reading = new CountDownLatch(READERS);
            CountDownLatch written = new CountDownLatch(1);
            for (int i = 0; i < READERS; i++) {
                readers.execute(() -> store.database.reading(transaction -> {
                    reading.countDown();
                    await(written);
                    return true;
                }));
            }
            await(reading);
            try {
                store.execute(ADD, "a/b", HASH);
            } finally {
                written.countDown();
            }
            assertThat(store.count("document")).isOne();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("sqlite")
    void aFileThatMayForgetWhatItSaidIsRefusedWithWhatToDo() {
        Path path = folder.resolve("central.db");
        SqliteFile.open(path).close();
        SQLiteConfig weak = new SQLiteConfig();
        weak.setJournalMode(SQLiteConfig.JournalMode.WAL);
        for (SQLiteConfig.SynchronousMode mode :
                List.of(SQLiteConfig.SynchronousMode.NORMAL, SQLiteConfig.SynchronousMode.OFF)) {
            weak.setSynchronous(mode);
            assertRefused(path, weak, "instead of 2");
        }
        SQLiteConfig withoutLog = new SQLiteConfig();
        withoutLog.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        withoutLog.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        assertRefused(path, withoutLog, "journal_mode = delete instead of wal");
    }

    private static void assertRefused(Path path, SQLiteConfig config, String found) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        assertThatThrownBy(() -> SqliteFile.requireSafe(source, path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(path.toString(), found, "a power cut", "--data");
    }

    @Test
    @Tag("sqlite")
    void whoWaitsForLongIsToldOfWithWhatTheyWaitedFor() throws Exception {
        Path path = folder.resolve("central.db");
        try (SqliteFile file = SqliteFile.open(path);
                SqliteFile otherProcess = SqliteFile.open(path)) {
            List<Waits.Phase> told = new CopyOnWriteArrayList<>();
            JdbcDatabase database = new JdbcDatabase(
                    file, new Waits(Duration.ofMillis(HELD_MILLIS / 2), (phase, waited) -> told.add(phase)));
            Runnable write = () -> database.inTransaction(transaction -> true);

            Thread second = database.inTransaction(transaction -> waiting(write));
            second.join();
            assertThat(told).containsExactly(Waits.Phase.LINE);

            try (Connection held = otherProcess.writer().getConnection()) {
                held.setAutoCommit(false);
                second = waiting(write);
                held.rollback();
                held.setAutoCommit(true);
            }
            second.join();
            assertThat(told).containsExactly(Waits.Phase.LINE, Waits.Phase.BEGIN);

            List<Connection> held = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                held.add(file.readers().getConnection());
            }
            second = waiting(() -> database.reading(transaction -> true));
            for (Connection connection : held) {
                connection.close();
            }
            second.join();
            assertThat(told).containsExactly(Waits.Phase.LINE, Waits.Phase.BEGIN, Waits.Phase.CONNECTION);
        }
    }

    /// Somebody who has begun and cannot go on yet.
    private static Thread waiting(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        LockSupport.parkNanos(HELD_MILLIS * 1_000_000);
        return thread;
    }

    @Test
    void whoIsToldToStopInTheLineStillWritesAndHearsOfItAfterwards() throws Exception {
        try (TestStore store = new TestStore(folder)) {
            AtomicBoolean heard = new AtomicBoolean();
            Thread second = store.database.inTransaction(transaction -> {
                Thread thread = waiting(() -> {
                    store.execute(ADD, "a/b", HASH);
                    heard.set(Thread.currentThread().isInterrupted());
                });
                thread.interrupt();
                return thread;
            });
            second.join();
            assertThat(store.count("document")).isOne();
            assertThat(heard).isTrue();
        }
    }

    @Test
    void aDoubledKeyIsAConstraintFault() {
        try (TestStore store = new TestStore(folder)) {
            store.execute(ADD, "a/b", HASH);
            assertThatThrownBy(() -> store.execute(ADD, "a/b", HASH))
                    .isInstanceOfSatisfying(
                            DatabaseFault.class,
                            fault -> assertThat(fault.kind()).isEqualTo(DatabaseFault.Kind.CONSTRAINT));
        }
    }

    @Test
    void whoWantsToWriteWaitsForNoMoreThanWhoWritesNow() throws Exception {
        try (TestStore store = new TestStore(folder)) {
            AtomicInteger written = new AtomicInteger();
            AtomicBoolean ended = new AtomicBoolean();
            Thread eager = Thread.ofPlatform().start(() -> {
                while (!ended.get()) {
                    store.database.inTransaction(transaction -> {
                        LockSupport.parkNanos(10_000_000);
                        return written.incrementAndGet();
                    });
                }
            });
            int most = 0;
            for (int i = 0; i < 20; i++) {
                LockSupport.parkNanos(3_000_000);
                int before = written.get();
                int after = store.database.inTransaction(transaction -> written.get());
                most = Math.max(most, after - before);
            }
            ended.set(true);
            eager.join();
            assertThat(most).as("transactions of the other one in between").isLessThanOrEqualTo(2);
        }
    }
}
