package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import org.hongting.central.platform.SiteSettings;
import org.hongting.central.testing.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Learning time and marks made again from the command line, on a real data file.
class RebuildCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new StudyCommand()).setOut(new PrintWriter(out));
        return command.setErr(new PrintWriter(new StringWriter())).execute(TestStore.command(folder, arguments));
    }

    @Test
    void whereNoServerHasRunThereIsNothingToMakeAnew() {
        TestStore.neverUsed(folder);
        assertThat(run()).isEqualTo(2);
        assertThat(marks()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void lookingNeedsNoLockAndOlderTablesStayWhatTheyAre() {
        try (TestStore store = new TestStore(folder)) {
            SiteSettings.keep(store.database, ZoneId.of("Asia/Shanghai"));
            store.database.inTransaction(transaction -> {
                transaction.update("UPDATE site_setting SET value = 'UTC'");
                assertThat(run()).as("while another one writes").isZero();
                return null;
            });
            long before = olderTables(store);
            assertThat(run()).isEqualTo(2);
            assertThat(store.count("flyway_schema_history")).isEqualTo(before);
        }
    }

    @Test
    void whatDoesNotFollowFromTheRecordsIsToldAndGoesWhereThatIsWished() {
        try (TestStore store = new TestStore(folder)) {
            assertThat(run()).as("no server has said which zone is meant").isEqualTo(2);
            assertThat(run("--zone", "Asia/Shanghai")).isZero();
            SiteSettings.keep(store.database, ZoneId.of("Asia/Shanghai"));
            assertThat(run()).isZero();
            store.execute("INSERT INTO study_month (member, month, met, grouped, alone, off_site, proven)"
                    + " VALUES ('0011223344556677', 202611, 0, 0, 60000, 0, 0)");
            assertThat(run()).isEqualTo(1);
            assertThat(out.toString()).contains("study_month: 1 rows gone, 0 new");
            assertThat(store.count("study_month")).isOne();

            assertThat(run("--keep")).isEqualTo(1);
            assertThat(store.count("study_month")).isZero();
            assertThat(store.texts("action", "audit")).containsExactly("study.rebuild");
            assertThat(run("--json")).isZero();
        }
    }

    @Test
    void marksThatDoNotFollowFromTheRecordsAreToldAndGoWhereThatIsWished() {
        try (TestStore store = new TestStore(folder)) {
            assertThat(marks()).isZero();
            store.execute("INSERT INTO quiz_mark (terminal, attempt, member, question, place, keyed)"
                    + " VALUES ('kiosk-1', 'a', 'm', 'q', 0, 100)");
            assertThat(marks("--json")).isEqualTo(1);
            assertThat(out.toString()).contains("{\"table\":\"quiz_mark\",\"missing\":1,\"surplus\":0,");
            assertThat(store.count("quiz_mark")).isOne();

            assertThat(marks("--keep")).isEqualTo(1);
            assertThat(store.count("quiz_mark")).isZero();
            assertThat(store.texts("action", "audit")).containsExactly("quiz.rebuild");
            assertThat(marks()).isZero();
            long before = olderTables(store);
            assertThat(marks()).as("tables of an older version").isEqualTo(2);
            assertThat(store.count("flyway_schema_history")).isEqualTo(before);
            assertThat(marks("--help")).isZero();
            assertThat(out.toString()).contains("Exit codes:", "Nobody else writes meanwhile");
        }
    }

    /// Takes the newest migration out of the file's history.
    ///
    /// @return how many are left
    private static long olderTables(TestStore store) {
        store.execute("DELETE FROM flyway_schema_history"
                + " WHERE installed_rank = (SELECT MAX(installed_rank) FROM flyway_schema_history)");
        return store.count("flyway_schema_history");
    }

    private int marks(String... arguments) {
        CommandLine command = new CommandLine(new QuizCommand()).setOut(new PrintWriter(out));
        return command.setErr(new PrintWriter(new StringWriter())).execute(TestStore.command(folder, arguments));
    }
}
