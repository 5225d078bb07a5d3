package org.hongting.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    @TempDir
    Path folder;

    private static void makeTable(Database database) {
        database.inTransaction(
                transaction -> transaction.update("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB) STRICT"));
    }

    private static long count(Database database) {
        return database.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM t", row -> row.integer("n"))
                .orElseThrow());
    }

    private static DatabaseFault.Kind kindOf(Runnable step) {
        try {
            step.run();
        } catch (DatabaseFault fault) {
            return fault.kind();
        }
        throw new AssertionError("nothing failed");
    }

    @Test
    void whatThrowsLeavesNothingAndTheNextTransactionWorks() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        makeTable(database);

        assertThatThrownBy(() -> database.inTransaction(transaction -> {
                    transaction.update("INSERT INTO t (id) VALUES (1)");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(kindOf(() -> database.inTransaction(transaction -> {
                    transaction.update("INSERT INTO t (id) VALUES (1)");
                    return transaction.update("INSERT INTO t (id) VALUES (1)");
                })))
                .isEqualTo(DatabaseFault.Kind.CONSTRAINT);

        assertThat(count(database)).isZero();
        database.inTransaction(transaction -> transaction.update("INSERT INTO t (id) VALUES (1)"));
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void aReadingTransactionCannotWriteAndTransactionsDoNotNest() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        makeTable(database);

        assertThatThrownBy(() -> database.reading(transaction -> transaction.update("DELETE FROM t")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.inTransaction(transaction -> count(database)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyThreadsTakeTurns() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        makeTable(database);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                threads.execute(() -> database.inTransaction(
                        transaction -> transaction.update("INSERT INTO t (v) VALUES (?)", new byte[] {1})));
            }
        }
        assertThat(count(database)).isEqualTo(400);
    }

    @Test
    void anImageHoldsWhatIsCommittedAlsoOfAFile() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("a.db"))) {
            makeTable(database);
            database.inTransaction(transaction -> transaction.update("INSERT INTO t (id) VALUES (7)"));

            SqliteDatabase copy = SqliteDatabase.ofImage(database.image());

            assertThat(count(copy)).isEqualTo(1);
            copy.inTransaction(transaction -> transaction.update("INSERT INTO t (id) VALUES (8)"));
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void aFileIsForItsOwnerOnlyAndSyncsEveryCommit() throws IOException {
        Path file = folder.resolve("a.db");
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            List<Long> synchronous = database.reading(
                    transaction -> transaction.query("PRAGMA synchronous", row -> row.integer("synchronous")));
            List<String> mode = database.reading(
                    transaction -> transaction.query("PRAGMA journal_mode", row -> row.text("journal_mode")));
            assertThat(synchronous).containsExactly(2L);
            assertThat(mode).containsExactly("wal");
        }
    }

    @Test
    void aLogThatWasLeftBehindIsMovedIntoTheFileBeforeAnythingIsAdded() throws IOException {
        Path file = folder.resolve("a.db");
        Path killed = folder.resolve("killed.db");
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            makeTable(database);
            database.inTransaction(transaction -> transaction.update("INSERT INTO t (id) VALUES (7)"));
            Files.copy(file, killed);
            Files.copy(folder.resolve("a.db-wal"), folder.resolve("killed.db-wal"));
        }
        assertThat(folder.resolve("killed.db-wal")).isNotEmptyFile();
        try (SqliteDatabase database = SqliteDatabase.open(killed)) {
            assertThat(folder.resolve("killed.db-wal")).isEmptyFile();
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoDatabaseIsCorruptAndAFolderThatIsNotThereCannotBeWritten() throws IOException {
        Path file = folder.resolve("a.db");
        Files.writeString(file, "x".repeat(8192));

        assertThat(kindOf(() -> SqliteDatabase.open(file))).isEqualTo(DatabaseFault.Kind.CORRUPT);
        assertThat(kindOf(() -> SqliteDatabase.open(folder.resolve("none/a.db"))))
                .isEqualTo(DatabaseFault.Kind.INPUT_OUTPUT);
    }

    @Test
    void aDamagedPageIsFoundAtTheStart() throws IOException {
        Path file = folder.resolve("a.db");
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            Journal journal = Journal.open(database, new TerminalId("door-1"), new SetClock(), new Random(1), "0.1.0");
            for (int i = 0; i < 20; i++) {
                append(journal);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        // The header of a page in the midst of the file.
        java.util.Arrays.fill(bytes, bytes.length / 4096 / 2 * 4096, bytes.length / 4096 / 2 * 4096 + 12, (byte) 0x5a);
        Files.write(file, bytes);

        assertThat(kindOf(() -> SqliteDatabase.open(file))).isEqualTo(DatabaseFault.Kind.CORRUPT);
    }

    @Test
    void aFullDiskMeansNotRecordedAndWhenThereIsRoomAgainTheJournalGoesOn() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("a.db"))) {
            Journal journal = Journal.open(database, new TerminalId("door-1"), new SetClock(), new Random(1), "0.1.0");
            limitPages(database, 30);
            Entry last = append(journal);
            DatabaseFault.Kind kind = null;
            while (kind == null) {
                try {
                    last = append(journal);
                } catch (JournalFault fault) {
                    kind = fault.kind();
                }
            }
            assertThat(kind).isEqualTo(DatabaseFault.Kind.FULL);
            assertThatThrownBy(() -> append(journal)).isInstanceOf(JournalFault.class);

            limitPages(database, 10_000);

            assertThat(append(journal).seq()).isEqualTo(last.seq() + 1);
            assertThat(journal.outbox().pending()).isEqualTo(last.seq() + 1);
        }
    }

    private static Entry append(Journal journal) {
        return journal.write(
                (transaction, appender) -> appender.append(new Fact.DeviceLost("pcsc-0", "y".repeat(2_000))));
    }

    private static void limitPages(Database database, int pages) {
        database.reading(transaction ->
                transaction.query("PRAGMA max_page_count = " + pages, row -> row.integer("max_page_count")));
    }
}
