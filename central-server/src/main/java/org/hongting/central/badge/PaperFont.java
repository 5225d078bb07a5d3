package org.hongting.central.badge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The one font of everything on paper; of it a file holds the signs that stand on it.
final class PaperFont {
    /// What stands for a character that the font does not have.
    private static final int MISSING = '?';

    private PaperFont() {}

    static PDFont load(PDDocument document) throws IOException {
        try (InputStream woff =
                PaperFont.class.getResourceAsStream("/fonts/noto-sans-sc-chinese-simplified-400-normal.woff")) {
            if (woff == null) {
                throw new IllegalStateException("the font is missing");
            }
            return PDType0Font.load(document, new ByteArrayInputStream(WoffFont.unpack(woff)), true);
        }
    }

    static String printable(PDFont font, String text) {
        return text.codePoints()
                .map(point -> isPrintable(font, point) ? point : MISSING)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(PDFont font, int point) {
        try {
            font.encode(Character.toString(point));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
