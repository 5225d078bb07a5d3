package org.hongting.central.badge;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/// Badges as sheets of paper to be cut: A4, ten cards of the size of a bank card (ISO/IEC 7810 ID-1, 85.6 × 54 mm) on
/// each, the code with its four modules of quiet. Lengths are millimetres from the upper left corner of a card.
public final class BadgePaper {
    private static final float POINTS_PER_MM = 72 / 25.4f;
    private static final float WIDTH = 85.6f;
    private static final float HEIGHT = 54;
    private static final int COLUMNS = 2;
    private static final int ROWS = 5;
    private static final float LEFT = (210 - COLUMNS * WIDTH) / 2;
    private static final float TOP = (297 - ROWS * HEIGHT) / 2;
    private static final float BAND = 8;
    private static final float CODE = 42;
    private static final int QUIET_MODULES = 4;
    private static final float TEXT_WIDTH = WIDTH - CODE - 6;
    /// Of the page behind the sheets.
    private static final int LINES = 40;

    /// Characters that two lines of the large size hold.
    private static final int LONG_NAME = 10;

    private static final Color BRAND = new Color(0xB3, 0x12, 0x1B);
    private static final Color GOLD = new Color(0xB9, 0x8A, 0x2E);
    private static final Color INK = new Color(0x1F, 0x1B, 0x18);
    private static final Color MUTED = new Color(0x65, 0x5C, 0x55);
    private static final Color CUT = new Color(0xC8, 0xC0, 0xB8);

    private BadgePaper() {}

    /// One badge.
    ///
    /// @param digits what its code holds
    public record Card(String name, String branch, int serial, LocalDate lastDay, String digits) {}

    /// @return a PDF file; one empty page where there is no badge. Behind the sheets a page names the cards whose names
    /// hold characters that the font lacks, if there are any: somebody writes these by hand
    public static byte[] print(List<Card> cards) {
        try (PDDocument document = new PDDocument()) {
            PDFont font = PaperFont.load(document);
            int perPage = COLUMNS * ROWS;
            for (int first = 0; first == 0 || first < cards.size(); first += perPage) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    for (int place = 0; place < perPage && first + place < cards.size(); place++) {
                        int row = place / COLUMNS;
                        float left = LEFT + place % COLUMNS * WIDTH;
                        float top = TOP + row * HEIGHT;
                        new Drawn(content, font, left, top).draw(cards.get(first + place));
                    }
                }
            }
            addIncomplete(document, font, cards);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("the sheet could not be made", e);
        }
    }

    private static void addIncomplete(PDDocument document, PDFont font, List<Card> cards) throws IOException {
        int perPage = COLUMNS * ROWS;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            Card card = cards.get(i);
            String name = PaperFont.printable(font, card.name());
            if (!name.equals(card.name())) {
                int place = i % perPage;
                lines.add("第 %d 页 page · 第 %d 行 row · %s · %s · %s"
                        .formatted(
                                i / perPage + 1,
                                place / COLUMNS + 1,
                                place % COLUMNS == 0 ? "左 left" : "右 right",
                                name,
                                PaperFont.printable(font, card.branch())));
            }
        }
        for (int first = 0; first < lines.size(); first += LINES) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                Drawn drawn = new Drawn(content, font, LEFT, TOP);
                drawn.text("这些卡片的姓名有字印不出，请手写补上", INK, 12, 0, 4);
                drawn.text("Write these names by hand: the font lacks some of their characters", MUTED, 9, 0, 9);
                for (int line = 0; line < LINES && first + line < lines.size(); line++) {
                    drawn.text(lines.get(first + line), INK, 9, 0, 18 + line * 6f);
                }
            }
        }
    }

    private static ByteMatrix modules(String digits) {
        try {
            return Encoder.encode(digits, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("no code can hold this", e);
        }
    }

    /// One card in its place.
    private record Drawn(PDPageContentStream content, PDFont font, float left, float top) {
        void draw(Card card) throws IOException {
            content.setStrokingColor(CUT);
            content.setLineWidth(0.4f);
            content.addRect(x(0), y(HEIGHT), points(WIDTH), points(HEIGHT));
            content.stroke();
            box(BRAND, 0, 0, WIDTH, BAND);
            box(GOLD, 0, BAND, WIDTH, 0.6f);
            text("红亭 · 党员签到", Color.WHITE, 10, 4, 5.6f);
            code(modules(card.digits()));
            float below = 20;
            float size = card.name().length() > LONG_NAME ? 10 : 16;
            for (String line : wrapped(card.name(), size)) {
                text(line, INK, size, 4, below);
                below += size / 16 * 7;
            }
            for (String line : wrapped(card.branch(), 8)) {
                text(line, MUTED, 8, 4, below);
                below += 3.6f;
            }
            text("编号 No. " + card.serial(), MUTED, 7, 4, HEIGHT - 8.5f);
            text("有效期至 valid until " + card.lastDay(), MUTED, 7, 4, HEIGHT - 5);
        }

        private void code(ByteMatrix modules) throws IOException {
            float module = CODE / (modules.getWidth() + 2 * QUIET_MODULES);
            float right = WIDTH - CODE - 1 + QUIET_MODULES * module;
            float down = BAND + (HEIGHT - BAND - CODE) / 2 + QUIET_MODULES * module;
            content.setNonStrokingColor(Color.BLACK);
            for (int row = 0; row < modules.getHeight(); row++) {
                for (int column = 0; column < modules.getWidth(); column++) {
                    int from = column;
                    while (column < modules.getWidth() && modules.get(column, row) == 1) {
                        column++;
                    }
                    if (column > from) {
                        content.addRect(
                                x(right + from * module),
                                y(down + (row + 1) * module),
                                points((column - from) * module),
                                points(module));
                    }
                }
            }
            content.fill();
        }

        private void box(Color color, float fromLeft, float fromTop, float width, float height) throws IOException {
            content.setNonStrokingColor(color);
            content.addRect(x(fromLeft), y(fromTop + height), points(width), points(height));
            content.fill();
        }

        private void text(String text, Color color, float size, float fromLeft, float baseline) throws IOException {
            content.beginText();
            content.setFont(font, size);
            content.setNonStrokingColor(color);
            content.newLineAtOffset(x(fromLeft), y(baseline));
            content.showText(PaperFont.printable(font, text));
            content.endText();
        }

        /// At most two lines; what is longer ends with dots.
        private List<String> wrapped(String text, float size) throws IOException {
            List<String> lines = new ArrayList<>(List.of(""));
            for (int point : PaperFont.printable(font, text).codePoints().toArray()) {
                String longer = lines.getLast() + Character.toString(point);
                if (font.getStringWidth(longer) / 1000 * size <= points(TEXT_WIDTH)) {
                    lines.set(lines.size() - 1, longer);
                } else if (lines.size() == 1) {
                    lines.add(Character.toString(point));
                } else {
                    lines.set(1, lines.get(1).substring(0, lines.get(1).length() - 1) + "…");
                    break;
                }
            }
            return lines;
        }

        private float x(float fromLeft) {
            return points(left + fromLeft);
        }

        private float y(float fromTop) {
            return PDRectangle.A4.getHeight() - points(top + fromTop);
        }

        private static float points(float millimetres) {
            return millimetres * POINTS_PER_MM;
        }
    }
}
