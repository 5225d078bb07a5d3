package org.hongting.central.platform.csv;

import java.util.List;

/// A column of an import. Implemented by enums, one per kind of file.
public interface CsvColumn {
    /// Words that may stand in the first line for this column, in lower case; the first two are the ones written into
    /// templates: Chinese, then English.
    List<String> headers();

    /// Whether the file must have the column and every line a value in it.
    boolean required();

    /// Characters a value may have.
    int longest();

    /// A value that shows people what is meant, for the template.
    String sample();
}
