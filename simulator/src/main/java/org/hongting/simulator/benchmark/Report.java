package org.hongting.simulator.benchmark;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a benchmark came to. Its JSON form is one object.
record Report(String bench, Machine machine, List<Row> rows) {
    Report {
        rows = List.copyOf(rows);
    }

    boolean isAnyMissed() {
        return rows.stream().anyMatch(Row::isMissed);
    }

    String inWords() {
        StringBuilder words = new StringBuilder();
        words.append(String.format(
                Locale.ROOT,
                "%s on %d processors, %,d syncs a second, JDK %s%n%n%12s %-8s %12s %8s %8s  %s%n",
                bench,
                machine.cpus(),
                machine.fsyncPerSecond(),
                machine.jdk(),
                "value",
                "",
                "limit",
                "ratio",
                "budget",
                ""));
        for (Row row : rows) {
            words.append(String.format(
                    Locale.ROOT,
                    "%12s %-8s %12s %8s %8s  %s%s%n",
                    figure(row.value()),
                    row.unit(),
                    figure(row.limit()),
                    figure(row.ratio()),
                    figure(row.budget()),
                    row.isMissed() ? "MISSED: " : "",
                    row.what()));
        }
        return words.toString();
    }

    /// Empty for none.
    static String figure(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e12
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
    }
}
