package org.hongting.central.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.port.DatabaseFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void aReaderSeesOneStateWhileAWriterWrites() {
        try (TestStore store = new TestStore(folder)) {
            store.execute("INSERT INTO document (name, version, hash) VALUES ('a/b', 1, x'00')");
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
            assertThatThrownBy(() -> store.database.reading(transaction -> transaction.update("DELETE FROM document")))
                    .isInstanceOf(DatabaseFault.class);
            store.execute("DELETE FROM document");
        }
    }

    @Test
    void aDoubledKeyIsAConstraintFault() {
        try (TestStore store = new TestStore(folder)) {
            String sql = "INSERT INTO document (name, version, hash) VALUES ('a/b', 1, x'00')";
            store.execute(sql);
            assertThatThrownBy(() -> store.execute(sql))
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
