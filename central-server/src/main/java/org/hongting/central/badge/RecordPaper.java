package org.hongting.central.badge;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/// A sheet of A4 with facts, tables and notes, over as many pages as it needs. What is too long for its place wraps,
/// and nothing is cut; where a table goes on, its head stands again. Lengths are points, downwards from the upper
/// edge.
public final class RecordPaper {
    private static final float SIDE = 51;
    private static final float TOP = 51;
    private static final float BOTTOM = 62;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * SIDE;
    private static final float END = PDRectangle.A4.getHeight() - BOTTOM;
    private static final float GAP = 6;
    private static final float LEADING = 1.4f;
    private static final float TITLE = 18;
    private static final float HEADING = 12;
    private static final float BODY = 9.5f;
    private static final float SMALL = 8;
    private static final float LABEL = 110;

    private static final Color BRAND = new Color(0xB3, 0x12, 0x1B);
    private static final Color GOLD = new Color(0xB9, 0x8A, 0x2E);
    private static final Color INK = new Color(0x1F, 0x1B, 0x18);
    private static final Color MUTED = new Color(0x65, 0x5C, 0x55);
    private static final Color LINE = new Color(0xE6, 0xDD, 0xD3);

    private final PDDocument document;
    private final PDFont font;
    private PDPageContentStream content;
    private float down;

    private RecordPaper(PDDocument document) throws IOException {
        this.document = document;
        this.font = PaperFont.load(document);
        this.content = newPage();
    }

    /// What stands on it, in the words of its reader.
    ///
    /// @param foot on every page, before the number of the page
    public record Sheet(String title, List<Fact> facts, List<Table> tables, List<String> notes, String foot) {
        public Sheet {
            facts = List.copyOf(facts);
            tables = List.copyOf(tables);
            notes = List.copyOf(notes);
        }
    }

    public record Fact(String label, String value) {}

    /// @param empty what stands there where there are no rows
    public record Table(String heading, String empty, List<Column> columns, List<List<String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// @param percent of the width
    public record Column(String heading, int percent) {}

    /// @return a PDF file
    public static byte[] print(Sheet sheet) {
        try (PDDocument document = new PDDocument()) {
            RecordPaper paper = new RecordPaper(document);
            paper.write(sheet);
            paper.content.close();
            paper.number(sheet.foot());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("the sheet could not be made", e);
        }
    }

    private void write(Sheet sheet) throws IOException {
        for (String line : wrapped(sheet.title(), TITLE, WIDTH)) {
            line(line, INK, TITLE, 0);
        }
        content.setNonStrokingColor(GOLD);
        content.addRect(SIDE, y(down + 2), WIDTH, 1.5f);
        content.fill();
        down += 3 * GAP;
        for (Fact fact : sheet.facts()) {
            List<String> values = wrapped(fact.value(), BODY, WIDTH - LABEL);
            List<String> labels = wrapped(fact.label(), BODY, LABEL - GAP);
            row(List.of(labels, values), List.of(0f, LABEL), List.of(MUTED, INK));
        }
        for (Table table : sheet.tables()) {
            write(table);
        }
        down += 2 * GAP;
        for (String note : sheet.notes()) {
            for (String line : wrapped(note, SMALL, WIDTH)) {
                room(SMALL * LEADING);
                line(line, MUTED, SMALL, 0);
            }
            down += GAP / 2;
        }
    }

    private void write(Table table) throws IOException {
        down += 2 * GAP;
        // A heading that stands alone at the foot of a page leads nowhere.
        room(HEADING * LEADING + 4 * BODY * LEADING);
        line(table.heading(), BRAND, HEADING, 0);
        down += GAP / 2;
        if (table.rows().isEmpty()) {
            for (String line : wrapped(table.empty(), BODY, WIDTH)) {
                line(line, MUTED, BODY, 0);
            }
            return;
        }
        head(table);
        for (List<String> cells : table.rows()) {
            List<List<String>> lines = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                lines.add(wrapped(cells.get(i), BODY, width(table, i) - GAP));
            }
            if (down + height(lines) > END) {
                turn();
                head(table);
            }
            row(lines, lefts(table), table.columns().stream().map(_ -> INK).toList());
        }
    }

    private void head(Table table) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            lines.add(wrapped(table.columns().get(i).heading(), BODY, width(table, i) - GAP));
        }
        row(lines, lefts(table), table.columns().stream().map(_ -> MUTED).toList());
    }

    private static float width(Table table, int column) {
        return WIDTH * table.columns().get(column).percent() / 100;
    }

    private static List<Float> lefts(Table table) {
        List<Float> lefts = new ArrayList<>();
        float left = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            lefts.add(left);
            left += width(table, i);
        }
        return lefts;
    }

    private static float height(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0) * BODY * LEADING + GAP;
    }

    private void row(List<List<String>> cells, List<Float> lefts, List<Color> colors) throws IOException {
        room(height(cells));
        float from = down;
        for (int i = 0; i < cells.size(); i++) {
            down = from;
            for (String text : cells.get(i)) {
                line(text, colors.get(i), BODY, lefts.get(i));
            }
        }
        down = from + height(cells);
        content.setStrokingColor(LINE);
        content.setLineWidth(0.5f);
        content.moveTo(SIDE, y(down - GAP / 2));
        content.lineTo(SIDE + WIDTH, y(down - GAP / 2));
        content.stroke();
    }

    private void room(float needed) throws IOException {
        if (down + needed > END) {
            turn();
        }
    }

    private void turn() throws IOException {
        content.close();
        content = newPage();
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        down = TOP;
        return new PDPageContentStream(document, page);
    }

    private void number(String foot) throws IOException {
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream end = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true)) {
                content = end;
                down = END + 2 * GAP;
                line(PaperFont.printable(font, foot) + " · " + (i + 1) + " / " + pages, MUTED, SMALL, 0);
            }
        }
    }

    private void line(String text, Color color, float size, float fromLeft) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.setNonStrokingColor(color);
        content.newLineAtOffset(SIDE + fromLeft, y(down + size));
        content.showText(text);
        content.endText();
        down += size * LEADING;
    }

    private static float y(float fromTop) {
        return PDRectangle.A4.getHeight() - fromTop;
    }

    /// Broken where a word ends if it can be, and else wherever the line is full: Chinese has no spaces.
    private List<String> wrapped(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (int point : PaperFont.printable(font, text.strip().replaceAll("\\s+", " "))
                .codePoints()
                .toArray()) {
            String longer = line + Character.toString(point);
            if (font.getStringWidth(longer) / 1000 * size <= width || line.isEmpty()) {
                line = longer;
            } else {
                int space = line.lastIndexOf(' ');
                boolean inWord = space > 0 && isOfWord(point) && isOfWord(line.codePointBefore(line.length()));
                lines.add(inWord ? line.substring(0, space) : line.stripTrailing());
                line = (inWord ? line.substring(space + 1) : "")
                        + Character.toString(point).strip();
            }
        }
        lines.add(line);
        return lines;
    }

    private static boolean isOfWord(int point) {
        return point < 0x2E80 && point != ' ';
    }
}
