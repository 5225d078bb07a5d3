package org.hongting.central.platform.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hongting.central.platform.csv.CsvWriting;

/// A table as a file for a spreadsheet.
///
/// @param name of the sheet
/// @param rows text, or numbers as [BigDecimal]
public record Sheet(String name, List<String> header, List<List<Object>> rows) {
    public Sheet {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// UTF-8 with a byte order mark, and nothing in it that a spreadsheet would compute.
    public byte[] csv() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        rows.forEach(row -> lines.add(row.stream().map(Object::toString).toList()));
        return CsvWriting.write(lines);
    }

    /// Text is text there, whatever it begins with.
    public byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Hongting", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(name);
            for (int column = 0; column < header.size(); column++) {
                sheet.value(0, column, header.get(column));
                sheet.style(0, column).bold().set();
            }
            for (int row = 0; row < rows.size(); row++) {
                List<Object> cells = rows.get(row);
                for (int column = 0; column < cells.size(); column++) {
                    if (cells.get(column) instanceof BigDecimal number) {
                        sheet.value(row + 1, column, number);
                    } else {
                        sheet.value(row + 1, column, cells.get(column).toString());
                    }
                }
            }
            sheet.freezePane(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
