package org.hongting.central.platform.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.List;

/// Writes files for spreadsheets: UTF-8 with a byte order mark (without it Excel reads Chinese as something else),
/// and nothing in them that a spreadsheet would compute.
public final class CsvWriting {
    private CsvWriting() {}

    public static byte[] write(List<List<String>> lines) {
        StringWriter text = new StringWriter();
        text.append('\uFEFF');
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            lines.forEach(line ->
                    writer.writeRecord(line.stream().map(CsvWriting::guarded).toList()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    /// The empty file people start from: the headers, and one line that shows what is meant.
    public static byte[] template(List<? extends CsvColumn> columns, boolean chinese) {
        return write(List.of(
                columns.stream()
                        .map(column -> column.headers().get(chinese ? 0 : 1))
                        .toList(),
                columns.stream().map(CsvColumn::sample).toList()));
    }

    private static String guarded(String value) {
        return isFormula(value) ? "'" + value : value;
    }

    /// Whether a spreadsheet would take the value for a formula.
    static boolean isFormula(String value) {
        return !value.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(value.charAt(0)) >= 0;
    }
}
