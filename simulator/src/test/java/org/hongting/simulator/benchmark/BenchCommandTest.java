package org.hongting.simulator.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.hongting.device.sim.PhotographedCode;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {
    private record Ended(int status, String out) {
        String lastLine() {
            return out.strip().lines().reduce((_, later) -> later).orElse("");
        }
    }

    private static Ended bench(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                // Short forms have rough figures anyway, and end before compiling to the end has paid.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BenchCommand.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out);
    }

    @Test
    void everyFigureStandsBesideItsLimitOnTheLastLine() throws Exception {
        Ended ended = bench("check-in", "--short", "--json");
        assertThat(ended.status()).isZero();
        JsonNode report = Json.readObject(ended.lastLine().getBytes(UTF_8));
        assertThat(report.path("bench").asString()).isEqualTo("check-in");
        assertThat(report.path("machine").path("fsyncPerSecond").asLong()).isPositive();
        JsonNode commits = row(report, "commits");
        assertThat(commits.path("value").asDouble()).isEqualTo(1);
        assertThat(commits.path("met").asBoolean()).isTrue();
        assertThat(row(report, "same rows").path("limit").asDouble()).isPositive();
        assertThat(row(report, "painted answer, 95th").path("value").asDouble()).isPositive();
    }

    @Test
    void theLedgerComesToWhatWasStudiedAndIsQuick() throws Exception {
        Ended ended = bench("ledger", "--short", "--json", "--check");
        assertThat(ended.status()).isZero();
        JsonNode report = Json.readObject(ended.lastLine().getBytes(UTF_8));
        assertThat(row(report, "not what was studied").path("value").asDouble()).isZero();
        assertThat(row(report, "one member's year").path("limit").asDouble()).isEqualTo(50);
        assertThat(row(report, "the month of a school").path("limit").asDouble())
                .isEqualTo(2_000);
    }

    @Test
    void everybodyInAContestHasAPlaceAndTheBoardIsQuick() throws Exception {
        Ended ended = bench("contest", "--short", "--json");
        assertThat(ended.status()).isZero();
        JsonNode report = Json.readObject(ended.lastLine().getBytes(UTF_8));
        assertThat(row(report, "have no place").path("value").asDouble()).isZero();
        JsonNode board = row(report, "the board of the big screen");
        assertThat(board.path("limit").asDouble()).isEqualTo(100);
        assertThat(board.path("met").asBoolean()).isTrue();
        assertThat(row(report, "own pages of a sixteenth").path("value").asDouble())
                .isPositive();
    }

    @Test
    void theIngestStandsBesideABareInsertAndAPeerIsMeasured() throws Exception {
        Ended ended = bench("sync", "--short", "--json");
        assertThat(ended.status()).isZero();
        JsonNode report = Json.readObject(ended.lastLine().getBytes(UTF_8));
        assertThat(row(report, "beside a bare batch insert").path("ratio").asDouble())
                .isPositive();
        assertThat(row(report, "one request for each").path("value").asDouble()).isPositive();
    }

    private static JsonNode row(JsonNode report, String what) {
        for (JsonNode row : report.path("rows")) {
            if (row.path("what").asString().contains(what)) {
                return row;
            }
        }
        throw new AssertionError("no row about " + what + " in " + report);
    }

    @Test
    void photographsAreCountedAndComparedWithWhatStandsBesideThem(@TempDir Path folder) throws IOException {
        String said = "0123456789".repeat(5);
        for (String name : List.of("right", "wrong", "silent")) {
            ImageIO.write(
                    PhotographedCode.of(said).picture(),
                    "png",
                    folder.resolve(name + ".png").toFile());
        }
        Files.writeString(folder.resolve("right.txt"), said + "\r\n");
        Files.writeString(folder.resolve("wrong.txt"), "another");
        Files.writeString(folder.resolve("none.png"), "no picture");
        assertThat(PhotographBenchmark.run(folder)).extracting(Row::value).containsExactly(3.0, 3.0, 1.0);
    }

    @Test
    void aBenchmarkThatIsNoneIsWrongUsage() throws Exception {
        assertThat(bench("no-such-thing").status()).isEqualTo(2);
        assertThat(bench().status()).isEqualTo(2);
        assertThat(bench("check-in", "--photographs", ".").status()).isEqualTo(2);
        assertThat(bench("cluster", "--broker", "mosquitto", "--servers", "1").status())
                .isEqualTo(2);
    }
}
