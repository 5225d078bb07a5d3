package org.hongting.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

class PreparedStatementsTest {
    @TempDir
    Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("a.db"));
        change("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, picture BLOB) STRICT");
        change("INSERT INTO person (id, name, age) VALUES (1, '李', 20), (2, '', 30), (3, NULL, NULL)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void change(String sql) {
        database.inTransaction(transaction -> transaction.update(sql));
    }

    private List<String> names(String sql) {
        return database.reading(transaction -> transaction.query(sql, row -> String.valueOf(row.textOrNull("name"))));
    }

    @Test
    void aColumnIsFoundByItsNameAlsoAfterTheTableChanged() {
        assertThat(names("SELECT * FROM person ORDER BY id")).containsExactly("李", "", "null");

        change("DROP TABLE person");
        change("CREATE TABLE person (age INTEGER, name TEXT, id INTEGER PRIMARY KEY, mail TEXT) STRICT");
        change("INSERT INTO person (id, name, mail) VALUES (9, '王', 'm')");

        assertThat(names("SELECT * FROM person ORDER BY id")).containsExactly("王");
    }

    @Test
    void aColumnThatWasAddedInTheSameTransactionIsSeen() {
        assertThat(names("SELECT * FROM person WHERE id = 1")).containsExactly("李");

        String mail = database.inTransaction(transaction -> {
            transaction.update("ALTER TABLE person ADD COLUMN mail TEXT DEFAULT 'none'");
            return transaction
                    .queryFirst("SELECT * FROM person WHERE id = 1", row -> row.text("mail"))
                    .orElseThrow();
        });

        assertThat(mail).isEqualTo("none");
    }

    @Test
    void whatWasLookedForBeforeIsNeverFoundInstead() {
        String byId = "SELECT name FROM person WHERE id = ?";
        database.reading(transaction -> {
            assertThat(transaction.queryFirst(byId, row -> row.text("name"), 1)).contains("李");
            assertThat(transaction.queryFirst(byId, row -> row.text("name"), 4)).isEmpty();
            assertThat(transaction.queryFirst(byId, row -> row.text("name"), (Object) null))
                    .isEmpty();
            return true;
        });
    }

    @Test
    void everyParameterIsGivenAtEveryUse() {
        String two = "SELECT name FROM person WHERE id = ? AND age = ?";
        database.reading(transaction -> transaction.query(two, row -> row.text("name"), 1, 20));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.reading(transaction -> transaction.query(two, row -> row.text("name"), 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        database.reading(transaction -> transaction.query(two, row -> row.text("name"), 1, 2, 3)));
    }

    @Test
    void nothingIsToldFromEmptyAndZero() {
        database.reading(transaction -> {
            assertThat(transaction.queryFirst("SELECT name FROM person WHERE id = 2", row -> row.text("name")))
                    .contains("");
            assertThatThrownBy(() ->
                            transaction.queryFirst("SELECT name FROM person WHERE id = 3", row -> row.text("name")))
                    .isInstanceOf(DatabaseFault.class);
            return true;
        });
        database.reading(transaction -> {
            assertThat(transaction.queryFirst("SELECT age FROM person WHERE id = 3", row -> row.isNull("age")))
                    .contains(true);
            assertThat(transaction.queryFirst("SELECT age FROM person WHERE id = 3", row -> row.integer("age")))
                    .contains(0L);
            assertThat(transaction.queryFirst("SELECT age FROM person WHERE id = 1", row -> row.text("age")))
                    .contains("20");
            return true;
        });
    }

    @Test
    void theSameStatementMayRunWhileItsFirstResultIsBeingRead() {
        String all = "SELECT id FROM person ORDER BY id";
        List<Integer> counts = database.reading(transaction -> transaction.query(
                all, row -> transaction.query(all, inner -> inner.integer("id")).size()));

        assertThat(counts).containsExactly(3, 3, 3);
    }

    @Test
    void aRowThatWasKeptIsRefused() {
        Row[] kept = new Row[1];
        database.reading(transaction -> transaction.query("SELECT name FROM person", row -> {
            kept[0] = row;
            return 1;
        }));

        assertThatThrownBy(() -> kept[0].text("name")).isInstanceOf(IllegalStateException.class);
        database.close();
        assertThatThrownBy(() -> kept[0].text("name")).isInstanceOf(IllegalStateException.class);
    }

    /// The first row alone was read, and the reader of another failed: neither may keep the log from being moved.
    @Test
    void aResultThatWasNotReadToItsEndHoldsUpNeitherCommitNorCheckpoint() throws SQLException {
        database.inTransaction(transaction -> {
            transaction.queryFirst("SELECT id FROM person ORDER BY id", row -> row.integer("id"));
            return transaction.update("INSERT INTO person (id) VALUES (4)");
        });
        assertThatThrownBy(() -> database.reading(transaction -> transaction.query("SELECT id FROM person", row -> {
                    throw new IllegalStateException("no");
                })))
                .isInstanceOf(IllegalStateException.class);

        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
                var statement = other.createStatement();
                var moved = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            assertThat(moved.next()).isTrue();
            assertThat(moved.getInt(1)).as("held up").isZero();
        }
        assertThat(names("SELECT name FROM person")).hasSize(4);
    }

    @Test
    void aChangeThatReturnsRowsIsCommittedAfterItsFirst() {
        long age = database.inTransaction(transaction -> transaction
                .queryFirst("UPDATE person SET age = age + 1 RETURNING age", row -> row.integer("age"))
                .orElseThrow());

        assertThat(age).isEqualTo(21);
        assertThat(names("SELECT name FROM person WHERE age IN (21, 31)")).hasSize(2);
    }

    @Test
    void onlySoManyStatementsAreKeptAndNoneThatHoldsALargeValue() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        Session session = new Session(config.createConnection("jdbc:sqlite::memory:"));
        for (int i = 0; i < 1_000; i++) {
            String sql = "SELECT " + i;
            session.giveBack(sql, session.take(sql));
        }
        int kept = session.statements();
        assertThat(kept).isPositive().isLessThanOrEqualTo(128);

        Prepared large = session.take("SELECT length(?)");
        large.execute(new byte[1_000_000]);
        session.giveBack("SELECT length(?)", large);
        assertThat(session.statements()).isEqualTo(kept);
        session.close();
    }

    /// A statement whose way depends on a value must not be prepared anew at each use: that costs several times the
    /// lookup itself.
    @Test
    void aJoinIsNotPreparedAnewAtEveryUse() {
        change("CREATE TABLE card (hash TEXT PRIMARY KEY, person INTEGER NOT NULL) STRICT, WITHOUT ROWID");
        change("INSERT INTO card (hash, person) VALUES ('a', 1)");
        String join = "SELECT name FROM card JOIN person ON id = person WHERE hash = ?";
        String plain = "SELECT person FROM card WHERE hash = ?";

        assertThat(best(join, "name")).isLessThan(4 * best(plain, "person"));
    }

    private long best(String sql, String column) {
        return database.reading(transaction -> {
            List<Long> times = new ArrayList<>();
            for (int block = 0; block < 40; block++) {
                long before = System.nanoTime();
                for (int i = 0; i < 100; i++) {
                    transaction.queryFirst(sql, row -> row.text(column), "a");
                }
                times.add(System.nanoTime() - before);
            }
            return times.stream().min(Long::compare).orElseThrow();
        });
    }
}
