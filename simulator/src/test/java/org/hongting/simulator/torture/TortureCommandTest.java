package org.hongting.simulator.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.json.Json;
import org.hongting.simulator.simulation.judge.Books;
import org.hongting.simulator.simulation.judge.Broken;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A short torture of real processes, and what the judge says of its files once they are no longer true.
@RequiresTool({"fiu-run", "faketime", "mkfs.ext4"})
class TortureCommandTest {
    @TempDir
    static Path folder;

    private static int status;
    private static JsonNode report = Json.newObject();

    @BeforeAll
    static void torture() {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, UTF_8));
            status = run(
                    "--minutes",
                    "0.08",
                    "--seed",
                    "1",
                    "--terminals",
                    "1",
                    // A server takes ten seconds to start, and a half-open connection half a minute to be found out.
                    "--only",
                    "kill-terminal,truncate,reset,cut-power-terminal,fail-sync,fail-write,fail-read,jump-clock",
                    "--json",
                    "--keep",
                    folder.resolve("run").toString());
        } finally {
            System.setOut(stdout);
        }
        String last = printed.toString(UTF_8).lines().reduce("", (_, later) -> later);
        System.out.println(last);
        report = Json.readObject(last.getBytes(UTF_8));
    }

    private static int run(String... arguments) {
        return TortureCommand.commandLine().execute(arguments);
    }

    @Test
    void whateverIsDoneToRealProcessesEveryInvariantHolds() throws IOException {
        assertThat(status).as(report.toString()).isZero();
        assertThat(report.path("confirmed").asInt()).isPositive();
        assertThat(report.path("records").asInt())
                .isGreaterThan(report.path("confirmed").asInt());
        assertThat(report.path("faults").isEmpty()).isFalse();
        assertThat(judged(copy("true"))).isEmpty();
    }

    /// A judge that cannot fail proves nothing. The first who came were let in before any fault began.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a confirmed record is gone at the centre  | CONFIRMED_ARRIVES   | centre   | DELETE FROM record WHERE rowid = (SELECT min(rowid) FROM record WHERE type = 'check-in.admitted')
            a confirmed arrival is not in the lists   | CONFIRMED_ARRIVES   | centre   | DELETE FROM arrival WHERE rowid = (SELECT min(rowid) FROM arrival WHERE repeated = 0)
            a record stands twice at the centre       | ORDER               | centre   | INSERT INTO record SELECT terminal, epoch, seq + 1000, type, version, known, envelope, body, received_at FROM record WHERE seq = 1 LIMIT 1
            an arrival stands twice in the lists      | PROJECTED_ONCE      | centre   | INSERT INTO arrival SELECT terminal, epoch, seq + 1000, meeting, member, repeated, credential, device, simulated, boot, mono, wall, quality, departed, phone, step, marked_by, mark_reason FROM arrival WHERE repeated = 0 LIMIT 1
            the centre acknowledged what it lacks     | ORDER               | centre   | UPDATE epoch SET up_to = up_to + 1
            a record of the centre has another body   | NOTHING_INVENTED    | centre   | UPDATE record SET body = CAST('{}' AS BLOB) WHERE seq = 1
            a confirmed record is gone at the terminal| CONFIRMED_ARRIVES   | terminal | DELETE FROM journal_record WHERE position = (SELECT min(position) FROM journal_record WHERE instr(envelope, 'check-in.admitted'))
            a record without its mark                 | RECORD_AND_MARK_TOGETHER | terminal | DELETE FROM desk_arrival WHERE epoch IS NOT NULL
            """)
    void filesThatAreNoLongerTrueAreFound(String lie, Invariant broken, String where, String sql) throws Exception {
        Evidence evidence = copy(lie);
        execute(where.equals("centre") ? evidence.centre() : evidence.journalOf("terminal-1"), sql);
        assertThat(judged(evidence).map(Broken::invariant)).contains(broken);
    }

    @Test
    void whatCannotBeDoneIsWrongUsage() {
        assertThat(run("--minutes", "0")).isEqualTo(2);
        assertThat(run("--terminals", "9")).isEqualTo(2);
        assertThat(run("--only", "rain")).isEqualTo(2);
        assertThat(run("--only", "kill-database")).isEqualTo(2);
        assertThat(run("--only", "kill-broker", "--database", "postgresql")).isEqualTo(2);
        assertThat(run("--database", "paper")).isEqualTo(2);
        assertThat(run("--servers", "0")).isEqualTo(2);
        assertThat(run("--servers", "2")).isEqualTo(2);
        assertThat(run("--servers", "2", "--database", "postgresql")).isEqualTo(2);
        assertThat(run("--servers", "2", "--broker", "mosquitto")).isEqualTo(2);
        assertThat(run("--only", "kill-servers", "--database", "postgresql", "--broker", "mosquitto"))
                .isEqualTo(2);
        assertThat(run("--keep", folder.toString())).isEqualTo(2);
    }

    private static Optional<Broken> judged(Evidence evidence) throws IOException {
        Books books = new Books();
        evidence.judge(books);
        return books.broken();
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static Evidence copy(String name) throws IOException {
        Path from = folder.resolve("run").resolve("evidence");
        Path to = folder.resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return new Evidence(to);
    }
}
