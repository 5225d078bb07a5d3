package org.hongting.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hongting.simulator.cluster.ClusterBench;
import org.hongting.simulator.cluster.ClusterReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizingTest {
    private static final ClusterReport MEASURED = new ClusterReport(
            200,
            10_000,
            10_000,
            0,
            0,
            0,
            3,
            new ClusterReport.Quiet(40, 60, 0.36, 3.6, 0.36, 80_000),
            List.of(
                    new ClusterReport.Load(1, 5_000, 900, 0.5, 0.1, 0.3, 500, 1_000),
                    new ClusterReport.Load(2, 5_000, 1_000, 0.6, 0.1, 0.3, 500, 1_000)),
            0.5,
            List.of(
                    new ClusterReport.Blow("a server is killed", Optional.of(11.0), 20),
                    new ClusterReport.Blow("a broker is killed", Optional.empty(), 20)));

    @Test
    void aSchoolNeedsOneServerAndAProvinceSeveralAndWhatFollowsFromTheFigures() {
        assertThat(Sizing.of(50, MEASURED).servers()).isEqualTo(1);
        Sizing.Need province = Sizing.of(100_000, MEASURED);
        assertThat(province.servers()).isEqualTo(5);
        assertThat(province.stormSeconds()).isEqualTo(100);
        // 11,111 records a second of 0.6 ms, and 100,000 terminals of 1 ms a second: half filled.
        assertThat(province.serverCores()).isEqualTo(214);
        assertThat(province.brokers()).isEqualTo(6);
        assertThat(province.databaseGigabytesAYear()).isEqualTo(2_500);
        // 11,111 records a second of 500 bytes, and 100,000 terminals of 80,000 bytes an hour.
        assertThat(province.megabits()).isCloseTo(62.2, within(0.1));
    }

    @Test
    void theTableIsPutBetweenItsMarkersAndNothingElseOfThePageIsTouched(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("sizing.md");
        Files.writeString(
                page,
                "before\n<!-- worked out by ./hongting bench cluster --sizing -->\nold\n<!-- end of what was worked out"
                        + " -->\nafter\n");
        Sizing.write(page, MEASURED, "Measured today.");
        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("\nafter\n")
                .doesNotContain("old")
                .contains("Measured today.", "| turns are given out after |", "| 100,000 | 10,000,000 | 5 |");
        Files.writeString(page, "no place");
        assertThatThrownBy(() -> Sizing.write(page, MEASURED, "")).isInstanceOf(IOException.class);
    }

    @Test
    void whatTakesTooLongOrIsLostMissesItsBudget() {
        List<Row> rows = ClusterBenchmark.rows(MEASURED, ClusterBench.Brokers.ARTEMIS);
        assertThat(rows.stream().filter(Row::isMissed).map(Row::what))
                .containsExactly("a server is killed: until the others have its shards");
        assertThat(rows).extracting(Row::what).doesNotHaveDuplicates();
    }
}
