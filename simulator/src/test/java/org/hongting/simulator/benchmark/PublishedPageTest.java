package org.hongting.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedPageTest {
    private static final Machine MACHINE = new Machine(2, 320, "25");

    @Test
    void aBenchmarkTakesThePlaceOfItsOwnSectionAndOfNoOther(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("benchmarks.md");
        PublishedPage.Surroundings surroundings =
                new PublishedPage.Surroundings(LocalDate.of(2026, 11, 23), "Linux", "a processor", 0.5);
        PublishedPage.write(page, new Report("sync", MACHINE, List.of(Row.of("old", 1, "s"))), surroundings);
        PublishedPage.write(page, new Report("decode", MACHINE, List.of(Row.of("codes", 162, "codes"))), surroundings);
        PublishedPage.write(page, new Report("sync", MACHINE, List.of(Row.below("new", 20, "s", 15))), surroundings);
        String written = Files.readString(page);
        assertThat(written)
                .startsWith("# Benchmarks\n")
                .contains(
                        "| codes | 162 | codes |",
                        "| new | 20 | s | 15 | 1.33 | 1 | missed |",
                        "2026-11-23",
                        "320 syncs")
                .doesNotContain("old");
        assertThat(written).containsOnlyOnce("## decode").containsOnlyOnce("## sync");
        assertThat(written.indexOf("## decode")).isLessThan(written.indexOf("## sync"));
    }
}
