package org.hongting.central.platform.csv;

import java.util.List;

/// What an import did, or in a dry run would do. With a problem anywhere it does nothing at all.
///
/// @param lines read, whether right or wrong
/// @param branches units of the organisation that are made on the way
public record ImportReport(
        boolean dryRun,
        boolean imported,
        int lines,
        int added,
        int changed,
        int unchanged,
        int branches,
        List<CsvProblem> problems) {
    public ImportReport {
        problems = List.copyOf(problems);
    }

    public boolean isClean() {
        return problems.isEmpty();
    }
}
