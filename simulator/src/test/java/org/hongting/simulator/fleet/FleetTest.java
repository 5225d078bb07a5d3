package org.hongting.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hongting.protocol.json.Json;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class FleetTest {
    private static final int TERMINALS = 20;

    @Test
    void whoeverCameBeforeALongSleepWithoutANetworkIsAtTheCentreOnceAndNobodyIsSuspected() throws Exception {
        ScriptedDay summer = ScriptedDay.SUMMER_SLEEP.hurried(20);
        List<Scene> scenes = new ArrayList<>(summer.scenes());
        scenes.add(new Scene.Configured());
        FleetReport report = Fleet.play(
                new Fleet.Plan(
                        new ScriptedDay(summer.name(), summer.words(), scenes), TERMINALS, 7, Fleet.Manner.BRIEF),
                _ -> {});
        assertThat(report.held()).as("%s", report.inWords()).isTrue();
        assertThat(report.records()).isEqualTo(42 * TERMINALS);
        assertThat(report.connectSeconds()).isPositive();
        assertThat(report.drainSeconds()).isPositive();
        assertThat(Objects.requireNonNull(report.tapToAcknowledged()).p95()).isPositive();
        assertThat(Objects.requireNonNull(report.setToReported()).p50()).isPositive();
        assertThat(Objects.requireNonNull(report.wireBytesEach())).isGreaterThan(200);
        JsonNode json = Json.readObject(Json.writeText(report).getBytes(StandardCharsets.UTF_8));
        assertThat(json.path("lost").asInt(-1)).isZero();
        assertThat(json.path("doubled").asInt(-1)).isZero();
    }

    @Test
    void whoIsMissingOrThereTwiceOrNeverCameIsFoundInTheCentresBooks(@TempDir Path folder) {
        Path file = folder.resolve("central.db");
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            database.inTransaction(transaction -> {
                transaction.update("CREATE TABLE record (type TEXT, body BLOB)");
                transaction.update("CREATE TABLE arrival (member TEXT)");
                for (String table : List.of("alarm", "refused_message", "quarantine")) {
                    transaction.update("CREATE TABLE " + table + " (what TEXT)");
                }
                for (long number : List.of(1L, 2L, 2L, 9L)) {
                    String member = FleetBook.member(number).value();
                    transaction.update("INSERT INTO record VALUES ('check-in.admitted', ?)", (Object)
                            ("{\"member\":\"" + member + "\"}").getBytes(StandardCharsets.UTF_8));
                    transaction.update("INSERT INTO arrival VALUES (?)", member);
                }
                return transaction.update("INSERT INTO alarm VALUES ('fork')");
            });
        }
        assertThat(CentreBooks.read(file, 3)).isEqualTo(new CentreBooks(2, 2, 2, 1));
    }

    @Test
    void aDayThatIsNoneAndMoreTerminalsThanFilesMayBeOpenAreWrongUsage() {
        assertThat(fleet("--day", "none")).isEqualTo(2);
        assertThat(fleet("--terminals", "0")).isEqualTo(2);
        assertThat(fleet("--terminals", "1000000")).isEqualTo(2);
    }

    private static int fleet(String... arguments) {
        CommandLine line = new CommandLine(new FleetCommand());
        line.setErr(new PrintWriter(Writer.nullWriter()));
        return line.execute(arguments);
    }
}
