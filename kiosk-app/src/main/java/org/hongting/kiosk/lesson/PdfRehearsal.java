package org.hongting.kiosk.lesson;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/// Draws a page of its own a few times while nobody waits, so that the first person who opens a PDF does not wait until
/// the machine has learned how to. Call it on the thread that draws pages.
public final class PdfRehearsal {
    /// A slow machine does not rehearse for ever.
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final int TIMES = 48;
    private static final int WIDTH = 1_150;
    private static final int LINES = 40;

    /// The side of a picture: as much work as a picture of a usual page.
    private static final int PICTURE = 300;

    private PdfRehearsal() {}

    /// A machine that cannot is told so when somebody opens a lesson.
    public static void rehearse() {
        try {
            Path file = Files.createTempFile("hongting-rehearsal", ".pdf");
            try {
                write(file);
                draw(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | LessonTrouble _) {
            // Whoever opens a lesson waits a little longer, or is told why it cannot be shown.
        }
    }

    private static void draw(Path file) throws LessonTrouble {
        long until = System.nanoTime() + LONGEST.toNanos();
        try (PdfLesson lesson = PdfLesson.open(file)) {
            for (int i = 0; i < TIMES && System.nanoTime() < until; i++) {
                lesson.draw(0, WIDTH, Integer.MAX_VALUE);
                lesson.studied(0);
            }
        }
    }

    private static void write(Path file) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage sheet = new PDPage(PDRectangle.A4);
            document.addPage(sheet);
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                BufferedImage picture = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_RGB);
                content.drawImage(LosslessFactory.createFromImage(document, picture), 60, 60, 150, 150);
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
                content.setLeading(14);
                content.newLineAtOffset(50, 790);
                for (int line = 0; line < LINES; line++) {
                    content.showText(
                            "line " + line + " of a page on which nobody reads, drawn so that others need not wait");
                    content.newLine();
                }
                content.endText();
            }
            document.save(file.toFile());
        }
    }
}
