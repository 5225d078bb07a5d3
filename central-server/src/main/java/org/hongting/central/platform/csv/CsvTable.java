package org.hongting.central.platform.csv;

import java.util.List;
import java.util.Map;

/// A file taken apart: lines that have the right form, and problems of those that have not.
public record CsvTable(List<Row> rows, List<CsvProblem> problems) {
    public CsvTable {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /// One line.
    ///
    /// @param values stripped; a column that is absent or empty has none
    public record Row(long line, Map<CsvColumn, String> values) {
        public Row {
            values = Map.copyOf(values);
        }

        /// The value, or the empty text.
        public String get(CsvColumn column) {
            return values.getOrDefault(column, "");
        }
    }
}
