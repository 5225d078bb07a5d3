package org.hongting.central.platform.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.PlainText;

/// Reads one file against the columns of its kind. Every cap holds before the content is looked at: bytes, lines,
/// fields, characters of a field.
public final class CsvReading {
    /// Bytes of a file.
    public static final int BYTES = 4 * 1024 * 1024;

    /// Lines of a file, its header not counted.
    public static final int LINES = 20_000;

    /// Problems after which reading stops: nobody mends more than that by hand.
    public static final int PROBLEMS = 500;

    private static final int FIELDS = 64;
    private static final int FIELD_CHARACTERS = 4096;

    private final List<? extends CsvColumn> columns;
    private final List<CsvTable.Row> rows = new ArrayList<>();
    private final List<CsvProblem> problems = new ArrayList<>();
    private final Map<Integer, CsvColumn> places = new HashMap<>();

    private CsvReading(List<? extends CsvColumn> columns) {
        this.columns = columns;
    }

    public static CsvTable read(byte[] file, List<? extends CsvColumn> columns) {
        CsvReading reading = new CsvReading(columns);
        reading.read(file);
        return new CsvTable(reading.rows, reading.problems);
    }

    private void read(byte[] file) {
        if (file.length > BYTES) {
            problems.add(CsvProblem.at(1, "file-too-large", Integer.toString(BYTES / 1024 / 1024)));
            return;
        }
        Optional<String> text = CsvText.of(file);
        if (text.isEmpty()) {
            problems.add(CsvProblem.at(1, "encoding"));
            return;
        }
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(FIELDS)
                .maxFieldSize(FIELD_CHARACTERS)
                .build();
        long line = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separatorOf(text.get()))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(handler, text.get())) {
            for (CsvRecord one : reader) {
                line = one.getStartingLineNumber();
                if (!take(one)) {
                    return;
                }
            }
        } catch (CsvParseException | IllegalStateException e) {
            // The library's own words are English and quote the content: people get ours, and the place.
            problems.add(CsvProblem.at(line + 1, "not-csv"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (places.isEmpty() && problems.isEmpty()) {
            problems.add(CsvProblem.at(1, "empty-file"));
        }
    }

    /// @return whether to go on
    private boolean take(CsvRecord one) {
        if (one.getFields().stream().allMatch(String::isBlank)) {
            return true;
        }
        if (places.isEmpty()) {
            return takeHeader(one);
        }
        if (rows.size() >= LINES) {
            problems.add(CsvProblem.at(one.getStartingLineNumber(), "too-many-lines", Integer.toString(LINES)));
            return false;
        }
        takeRow(one);
        return problems.size() < PROBLEMS;
    }

    private boolean takeHeader(CsvRecord header) {
        for (int i = 0; i < header.getFieldCount(); i++) {
            String word = header.getField(i).strip().toLowerCase(Locale.ROOT);
            Optional<? extends CsvColumn> column =
                    columns.stream().filter(one -> one.headers().contains(word)).findFirst();
            if (column.isPresent() && places.containsValue(column.get())) {
                problems.add(CsvProblem.at(header.getStartingLineNumber(), "doubled-column", word));
            }
            if (column.isPresent()) {
                places.put(i, column.get());
            }
        }
        for (CsvColumn column : columns) {
            if (column.required() && !places.containsValue(column)) {
                problems.add(CsvProblem.at(header.getStartingLineNumber(), "missing-column", name(column)));
            }
        }
        return problems.isEmpty();
    }

    private void takeRow(CsvRecord one) {
        long line = one.getStartingLineNumber();
        int before = problems.size();
        Map<CsvColumn, String> values = new HashMap<>();
        places.forEach((place, column) -> {
            String value =
                    place < one.getFieldCount() ? unguarded(one.getField(place).strip()) : "";
            if (value.length() > column.longest()) {
                problems.add(CsvProblem.at(line, "too-long", name(column), Integer.toString(column.longest())));
            } else if (!PlainText.isPlain(value)) {
                problems.add(CsvProblem.at(line, "control-character", name(column)));
            } else if (value.isEmpty() && column.required()) {
                problems.add(CsvProblem.at(line, "empty", name(column)));
            } else if (!value.isEmpty()) {
                values.put(column, value);
            }
        });
        if (problems.size() == before) {
            rows.add(new CsvTable.Row(line, values));
        }
    }

    private static String name(CsvColumn column) {
        return column.headers().get(0) + " / " + column.headers().get(1);
    }

    /// Takes off the apostrophe that [CsvWriting] puts before what a spreadsheet would compute.
    private static String unguarded(String value) {
        return value.length() > 1 && value.charAt(0) == '\'' && CsvWriting.isFormula(value.substring(1))
                ? value.substring(1)
                : value;
    }

    private static char separatorOf(String text) {
        String header = text.lines().findFirst().orElse("");
        if (header.contains(",")) {
            return ',';
        }
        return header.contains("\t") ? '\t' : header.contains(";") ? ';' : ',';
    }
}
