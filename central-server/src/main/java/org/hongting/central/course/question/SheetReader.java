package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// The sheet that teachers fill in, as an Excel workbook. What the library reads was unpacked and counted here before:
/// it never sees the file itself.
final class SheetReader {
    private static final System.Logger LOG = System.getLogger(SheetReader.class.getName());

    static final String SHEET = "题目";

    private static final int ENTRIES = 500;
    private static final int BYTES = 32 * 1024 * 1024;
    private static final int ROWS = 10_000;
    private static final int COLUMNS = 64;

    /// A cell of column AAA or beyond, or one whose name is hidden behind a reference: the library would make all cells
    /// up to there, some billions of them.
    private static final Pattern FAR_CELL =
            Pattern.compile("(?<!xmlns:)\\br\\s*+=\\s*+[\"']\\s*+\\$?(?:[A-Za-z]{3}|[A-Za-z]{0,2}&)");

    private final BankDraft draft = new BankDraft(BankProblem.Place.ROW);
    private final Map<Integer, SheetColumn> columns = new HashMap<>();

    private SheetReader() {}

    static BankReading read(byte[] file) {
        try {
            return new SheetReader().readChecked(unpacked(file));
        } catch (UnfitQuestion e) {
            return BankDraft.refused(e.number(), e.said());
        } catch (IOException | RuntimeException e) {
            // The library has no word of its own for what it cannot read.
            LOG.log(System.Logger.Level.DEBUG, "not a workbook", e);
            return BankDraft.refused(1, Said.of(Sentence.SHEET_UNREADABLE));
        }
    }

    /// The parts that a workbook is read by, packed anew. They are found by the zip's directory: what makes workbooks
    /// writes headers before them that tell nothing.
    private static byte[] unpacked(byte[] file) throws IOException, UnfitQuestion {
        ByteArrayOutputStream checked = new ByteArrayOutputStream();
        int left = BYTES;
        int entries = 0;
        boolean isWorkbook = false;
        try (ZipFile zip = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                        .get();
                ZipOutputStream out = new ZipOutputStream(checked)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                entries++;
                byte[] part;
                try (InputStream content = zip.getInputStream(entry)) {
                    part = content.readNBytes(left + 1);
                }
                left -= part.length;
                if (left < 0 || entries > ENTRIES) {
                    throw new UnfitQuestion(1, Said.of(Sentence.SHEET_BOMB));
                }
                String name = entry.getName().toLowerCase(Locale.ROOT);
                isWorkbook |= name.equals("xl/workbook.xml");
                if (name.endsWith(".xml") || name.endsWith(".rels")) {
                    requirePlain(part);
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(part);
                }
            }
        }
        if (!isWorkbook) {
            throw new UnfitQuestion(1, Said.of(Sentence.SHEET_NO_WORKBOOK));
        }
        return checked.toByteArray();
    }

    private static void requirePlain(byte[] part) throws UnfitQuestion {
        String text = new String(part, ISO_8859_1);
        boolean isWide = text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff");
        if (isWide || text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw new UnfitQuestion(1, Said.of(Sentence.SHEET_DOCUMENT_TYPE));
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnfitQuestion(1, Said.of(Sentence.SHEET_ENCODING));
        }
        if (FAR_CELL.matcher(text).find()) {
            throw new UnfitQuestion(1, Said.of(Sentence.SHEET_FAR_CELL));
        }
    }

    private BankReading readChecked(byte[] workbook) throws IOException {
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(workbook), new ReadingOptions(true, true))) {
            Sheet sheet = book.findSheet(SHEET).orElseGet(book::getFirstSheet);
            try (Stream<Row> rows = sheet.openStream()) {
                Iterator<Row> each = rows.iterator();
                while (each.hasNext() && !draft.isFull() && take(each.next())) {
                    // Each row is taken by the way.
                }
            }
        }
        return draft.finished();
    }

    /// @return whether to go on
    private boolean take(Row row) {
        if (row.getRowNum() > ROWS) {
            draft.problem(row.getRowNum(), Said.of(Sentence.SHEET_TOO_LONG, ROWS));
            return false;
        }
        try {
            if (columns.isEmpty()) {
                return isEmpty(row) || takeHeadings(row);
            }
            SheetRow read = new SheetRow(cells(row));
            if (!read.cells().isEmpty()) {
                draft.add(row.getRowNum(), read.asked(row.getRowNum()));
            }
        } catch (UnfitQuestion e) {
            draft.problem(e.number(), e.said());
        }
        return true;
    }

    private static boolean isEmpty(Row row) {
        return row.stream().allMatch(cell -> cell == null || cell.getText().isBlank());
    }

    private boolean takeHeadings(Row row) {
        for (int place = 0; place < Math.min(COLUMNS, row.getCellCount()); place++) {
            int here = place;
            Optional<SheetColumn> column =
                    row.getOptionalCell(place).map(Cell::getText).flatMap(SheetColumn::of);
            if (column.isPresent() && columns.containsValue(column.get())) {
                draft.problem(
                        row.getRowNum(),
                        Said.of(Sentence.HEADING_TWICE, column.get().heading()));
            }
            column.ifPresent(one -> columns.put(here, one));
        }
        for (SheetColumn.Is is : SheetColumn.Is.values()) {
            boolean isNeeded = is == SheetColumn.Is.KIND || is == SheetColumn.Is.TEXT || is == SheetColumn.Is.ANSWER;
            if (isNeeded && columns.values().stream().noneMatch(column -> column.is() == is)) {
                draft.problem(row.getRowNum(), Said.of(Sentence.HEADING_MISSING, is.heading()));
            }
        }
        return columns.values().stream().anyMatch(column -> column.is() == SheetColumn.Is.KIND);
    }

    private Map<SheetColumn, String> cells(Row row) throws UnfitQuestion {
        Map<SheetColumn, String> cells = new HashMap<>();
        for (Map.Entry<Integer, SheetColumn> column : columns.entrySet()) {
            Optional<Cell> cell = row.getOptionalCell(column.getKey());
            if (cell.isPresent()) {
                String text = QuestionText.plain(
                        text(row.getRowNum(), column.getValue().heading(), cell.get()));
                if (!text.isEmpty()) {
                    cells.put(column.getValue(), text);
                }
            }
        }
        return cells;
    }

    private static String text(int row, String heading, Cell cell) throws UnfitQuestion {
        if (cell.getType() == CellType.FORMULA || cell.getFormula() != null) {
            throw new UnfitQuestion(row, Said.of(Sentence.CELL_FORMULA, heading));
        }
        if (cell.getType() == CellType.ERROR) {
            throw new UnfitQuestion(row, Said.of(Sentence.CELL_ERROR, heading));
        }
        if (cell.getType() == CellType.NUMBER) {
            if (isDateOrShare(cell)) {
                throw new UnfitQuestion(row, Said.of(Sentence.CELL_DATE, heading));
            }
            return cell.asNumber().stripTrailingZeros().toPlainString();
        }
        return cell.getText();
    }

    /// The file holds another number than people see.
    private static boolean isDateOrShare(Cell cell) {
        Integer id = cell.getDataFormatId();
        String format = cell.getDataFormatString() == null
                ? ""
                : cell.getDataFormatString().toLowerCase(Locale.ROOT);
        boolean isBuiltIn = id != null && (id == 9 || id == 10 || (id >= 14 && id <= 36) || (id >= 45 && id <= 58));
        return isBuiltIn || (!format.equals("general") && format.matches("(?s).*[ymdhs%].*"));
    }
}
