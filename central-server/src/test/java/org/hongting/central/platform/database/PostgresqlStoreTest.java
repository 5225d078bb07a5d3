package org.hongting.central.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hongting.central.testing.PostgresqlCluster;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
@Tag("postgresql")
@RequiresTool("pg_ctlcluster")
class PostgresqlStoreTest {
    private static final String ADD =
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, '', '', '', '')";
    private static final Path NO_FOLDER = Path.of("");

    @TempDir
    Path folder;

    private final PostgresqlCluster cluster = PostgresqlCluster.get();
    private String name = "";

    @BeforeEach
    void name() {
        name = cluster.databaseOf(folder);
    }

    @Test
    void aDatabaseThatMayForgetWhatItSaidIsRefusedWithWhatToDo() throws Exception {
        for (String setting : new String[] {"fsync", "full_page_writes"}) {
            cluster.execute("ALTER SYSTEM SET " + setting + " = off");
            try {
                awaitSetting(setting, "off");
                assertRefused(setting + " is off", "set " + setting + " = on");
            } finally {
                cluster.execute("ALTER SYSTEM RESET " + setting);
                awaitSetting(setting, "on");
            }
        }
        for (String weak : new String[] {"off", "local", "remote_write"}) {
            cluster.execute("ALTER DATABASE " + name + " SET synchronous_commit = " + weak);
            assertRefused("synchronous_commit is " + weak, "set synchronous_commit = on");
        }
        cluster.execute("ALTER DATABASE " + name + " RESET synchronous_commit");
        cluster.open(name).close();
    }

    @Test
    void aDatabaseThatSortsOtherwiseIsRefusedWithWhatToDo() {
        assertSortsOtherwise("ascii", "ENCODING 'SQL_ASCII'", "SQL_ASCII");
        assertSortsOtherwise(
                "english", "ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'en'", "sorts by en in UTF8");
    }

    private void assertSortsOtherwise(String other, String with, String said) {
        cluster.execute("CREATE DATABASE " + other + " TEMPLATE template0 " + with);
        assertThatThrownBy(() -> cluster.open(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(said, "createdb --template template0 --encoding UTF8 --locale C");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedInTheDriversWords() {
        assertThatThrownBy(() -> cluster.open("nowhere"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(cluster.address("nowhere"), "does not exist");
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> cluster.open(name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(words);
    }

    /// Settings are read again some time after the server was told to.
    private void awaitSetting(String setting, String value) throws Exception {
        cluster.execute("SELECT pg_reload_conf()");
        try (DataStoreProbe probe = new DataStoreProbe()) {
            probe.await(setting, value);
        }
    }

    private final class DataStoreProbe implements AutoCloseable {
        private final Connection connection = java.sql.DriverManager.getConnection(cluster.address(name));

        private DataStoreProbe() throws SQLException {}

        private void await(String setting, String value) throws Exception {
            for (int i = 0; i < 200; i++) {
                try (Statement statement = connection.createStatement();
                        ResultSet found = statement.executeQuery("SHOW " + setting)) {
                    found.next();
                    if (found.getString(1).equals(value)) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            throw new AssertionError(setting + " stays what it was");
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Test
    void twoServersWriteOneAfterTheOtherAndTheSecondSeesWhatTheFirstHasWritten() throws Exception {
        try (DataStore one = cluster.open(name);
                DataStore other = cluster.open(name)) {
            JdbcDatabase first = new JdbcDatabase(one);
            JdbcDatabase second = new JdbcDatabase(other);
            CompletableFuture<Long> seen = first.inTransaction(transaction -> {
                transaction.update(ADD, "1");
                CompletableFuture<Long> behind =
                        CompletableFuture.supplyAsync(() -> second.inTransaction(PostgresqlStoreTest::count));
                assertThat(second.<Long>reading(PostgresqlStoreTest::count))
                        .as("who only reads waits for nobody")
                        .isZero();
                assertThatThrownBy(() -> behind.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                return behind;
            });
            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    private static long count(Transaction transaction) {
        return transaction
                .queryFirst("SELECT count(*) AS n FROM audit", row -> row.integer("n"))
                .orElseThrow();
    }

    @Test
    void aCharacterThatPostgresqlCannotHoldStopsNobody() {
        try (DataStore store = cluster.open(name)) {
            JdbcDatabase database = new JdbcDatabase(store);
            database.inTransaction(transaction -> transaction.update(ADD, "a\0b"));
            assertThat(database.<String>reading(transaction -> transaction
                            .queryFirst("SELECT at FROM audit", row -> row.text("at"))
                            .orElseThrow()))
                    .isEqualTo("a\uFFFDb");
        }
    }

    @Test
    void aFaultQuotesNothingOfTheRow() {
        try (DataStore store = cluster.open(name)) {
            JdbcDatabase database = new JdbcDatabase(store);
            String sql = "INSERT INTO member_charge (member, set_at, set_by) VALUES ('0011223344556677', '', '')";
            assertThatThrownBy(() -> database.inTransaction(transaction -> transaction.update(sql)))
                    .isInstanceOfSatisfying(DatabaseFault.class, fault -> {
                        assertThat(fault.kind()).isEqualTo(DatabaseFault.Kind.CONSTRAINT);
                        assertThat(fault).hasStackTraceContaining("foreign key");
                        assertThat(fault.getCause()).hasMessageNotContaining("0011223344556677");
                    });
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndStandsInNoText() {
        String schools = cluster.addressOfNobody(cluster.schools(folder.resolve("school")));
        open(schools, PostgresqlCluster.SCHOOLS_PASSWORD).close();
        assertThatThrownBy(() -> open(schools, "wrong sesame"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(schools, "cannot be had", "password authentication failed")
                .extracting(refused -> {
                    StringWriter whole = new StringWriter();
                    refused.printStackTrace(new PrintWriter(whole));
                    return whole.toString();
                })
                .asString()
                .doesNotContain("wrong sesame");
    }

    private static DataStore open(String address, String password) {
        return StoreAddress.of(
                        NO_FOLDER,
                        Optional.of(address),
                        Map.of(
                                StoreAddress.USER_VARIABLE,
                                PostgresqlCluster.SCHOOL,
                                StoreAddress.PASSWORD_VARIABLE,
                                password))
                .open();
    }

    @Test
    void aPasswordIsTakenFromTheSurroundingsAndStandsInNoText() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "open sesame\n");
        Optional<String> database = Optional.of("jdbc:postgresql://localhost/hongting");
        StoreAddress address = StoreAddress.of(
                NO_FOLDER,
                database,
                Map.of(StoreAddress.USER_VARIABLE, "hongting", StoreAddress.PASSWORD_FILE_VARIABLE, file.toString()));
        assertThat(address)
                .isEqualTo(new StoreAddress.Server("jdbc:postgresql://localhost/hongting", "hongting", "open sesame"))
                .hasToString("jdbc:postgresql://localhost/hongting");
        for (String secret : new String[] {"password", "sslpassword"}) {
            assertThatThrownBy(() -> StoreAddress.of(
                            NO_FOLDER,
                            Optional.of("jdbc:postgresql://localhost/hongting?" + secret + "=sesame"),
                            Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(StoreAddress.PASSWORD_VARIABLE)
                    .hasMessageNotContaining("sesame");
        }
        assertThatThrownBy(() -> StoreAddress.of(NO_FOLDER, Optional.of("localhost"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://");
        assertThat(StoreAddress.of(folder, Optional.empty(), Map.of()))
                .isEqualTo(new StoreAddress.InFolder(folder.resolve("central.db")));
    }
}
