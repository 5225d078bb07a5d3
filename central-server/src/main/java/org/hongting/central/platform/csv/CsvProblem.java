package org.hongting.central.platform.csv;

import java.util.List;

/// What is wrong with one line, in a form that every language can put into words: the text stands in the bundles
/// under `import.problem.` and the code.
///
/// @param line as a text editor counts it; the header is line 1
/// @param code like `unknown-branch`
/// @param arguments what the sentence needs: a column's name, a value, another line's number
public record CsvProblem(long line, String code, List<String> arguments) {
    public CsvProblem {
        arguments = List.copyOf(arguments);
    }

    public static CsvProblem at(long line, String code, String... arguments) {
        return new CsvProblem(line, code, List.of(arguments));
    }
}
