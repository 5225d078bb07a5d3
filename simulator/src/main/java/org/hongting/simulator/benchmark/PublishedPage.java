package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.utils.VersionLoader;
import org.sqlite.SQLiteJDBCLoader;

/// The page of published figures: a section for each benchmark, put in the place of the one before by the command that
/// measured, and by nobody's hand.
final class PublishedPage {
    private static final String TITLE = """
        # Benchmarks

        Each section is written by `./hongting bench NAME --write docs/benchmarks.md`, and by no hand. A ratio is the value's to its limit; a budget is missed only if the 95 % interval of the ratio lies beyond it.
        """;
    private static final String SECTION = "\n## ";

    private PublishedPage() {}

    /// What was measured on, beside [Machine].
    ///
    /// @param load processes that wanted a processor before it began, on average over a minute: others slow us down
    record Surroundings(LocalDate date, String system, String processor, double load) {
        static Surroundings look(LocalDate date) {
            return new Surroundings(
                    date,
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                            + System.getProperty("os.arch"),
                    processorName(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }

        private static String processorName() {
            try {
                return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("processor of no name");
            } catch (IOException e) {
                return "processor of no name";
            }
        }
    }

    /// Puts the section in its place, making the file where there is none.
    static void write(Path file, Report report, Surroundings surroundings) throws IOException {
        SortedMap<String, String> sections = new TreeMap<>();
        if (Files.exists(file)) {
            Pattern.compile(SECTION)
                    .splitAsStream(Files.readString(file))
                    .skip(1)
                    .forEach(section -> sections.put(section.lines().findFirst().orElse(""), section.strip()));
        }
        sections.put(report.bench(), section(report, surroundings).strip());
        StringBuilder page = new StringBuilder(TITLE);
        for (Map.Entry<String, String> section : sections.entrySet()) {
            page.append(SECTION).append(section.getValue()).append('\n');
        }
        Files.writeString(file, page);
    }

    private static String section(Report report, Surroundings surroundings) {
        Machine machine = report.machine();
        StringBuilder section = new StringBuilder();
        section.append(String.format(
                Locale.ROOT,
                "%s%n%n%s. %s, %d of %s, load %.1f when it began; %,d syncs of 4 KiB a second; JDK %s, SQLite %s,"
                        + " Artemis %s.%n%n",
                report.bench(),
                surroundings.date(),
                surroundings.system(),
                machine.cpus(),
                surroundings.processor(),
                surroundings.load(),
                machine.fsyncPerSecond(),
                machine.jdk(),
                SQLiteJDBCLoader.getVersion(),
                VersionLoader.getVersion().getFullVersion()));
        section.append("| what | value | unit | limit | ratio | budget | |\n|---|--:|---|--:|--:|--:|---|\n");
        for (Row row : report.rows()) {
            List<String> cells = List.of(
                    row.what(),
                    Report.figure(row.value()),
                    row.unit(),
                    Report.figure(row.limit()),
                    Report.figure(row.ratio()),
                    Report.figure(row.budget()),
                    row.met() == null ? "" : row.met() ? "met" : "missed");
            section.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return section.toString();
    }
}
