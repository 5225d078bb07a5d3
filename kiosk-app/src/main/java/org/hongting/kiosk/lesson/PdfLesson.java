package org.hongting.kiosk.lesson;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hongting.protocol.study.ReadingPace;
import org.hongting.protocol.study.Studied;

/// A PDF file that is open. Confined to one thread, which must not be the one that paints.
public final class PdfLesson implements AutoCloseable {
    /// A page is drawn no larger, whatever size it claims to have.
    public static final int MOST_PIXELS = 4_000_000;

    /// More pages than any lesson has; what lies behind them is not shown.
    public static final int MOST_PAGES = 5_000;

    /// A page whose words cannot be counted, because it is a picture, takes a minute like a usual page of a book.
    static final int OF_A_SCAN = 350;

    private static final int OPAQUE = 0xFF000000;

    private final PDDocument document;
    private final PDFRenderer renderer;

    private PdfLesson(PDDocument document) {
        this.document = document;
        this.renderer = new InterruptibleRenderer(document);
        renderer.setSubsamplingAllowed(true);
    }

    /// @throws LessonTrouble if it is no PDF that can be shown
    public static PdfLesson open(Path file) throws LessonTrouble {
        if (!Files.isRegularFile(file)) {
            throw new LessonTrouble(LessonTrouble.Kind.MISSING);
        }
        try {
            PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache());
            if (document.isEncrypted() || document.getNumberOfPages() == 0) {
                LessonTrouble.Kind kind =
                        document.isEncrypted() ? LessonTrouble.Kind.ENCRYPTED : LessonTrouble.Kind.UNREADABLE;
                document.close();
                throw new LessonTrouble(kind);
            }
            return new PdfLesson(document);
        } catch (InvalidPasswordException _) {
            throw new LessonTrouble(LessonTrouble.Kind.ENCRYPTED);
        } catch (IOException | RuntimeException _) {
            // A damaged file makes the library throw all kinds of things.
            throw new LessonTrouble(LessonTrouble.Kind.UNREADABLE);
        }
    }

    public int pages() {
        return Math.min(document.getNumberOfPages(), MOST_PAGES);
    }

    /// Draws a page as large as fits. A thread that is interrupted stops, and cannot read in this file any more.
    ///
    /// @param page counted from 0
    /// @throws LessonTrouble if this page cannot be drawn; others may
    public PagePicture draw(int page, int width, int height) throws LessonTrouble {
        try {
            PDRectangle box = document.getPage(page).getCropBox();
            boolean turned = document.getPage(page).getRotation() % 180 != 0;
            double across = turned ? box.getHeight() : box.getWidth();
            double down = turned ? box.getWidth() : box.getHeight();
            double scale = Math.min(width / across, height / down);
            scale = Math.min(scale, Math.sqrt(MOST_PIXELS / (across * down)));
            return picture(renderer.renderImage(page, (float) scale, ImageType.RGB));
        } catch (IOException | RuntimeException _) {
            throw new LessonTrouble(LessonTrouble.Kind.UNREADABLE);
        }
    }

    private static PagePicture picture(BufferedImage drawn) {
        int[] pixels = ((DataBufferInt) drawn.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] |= OPAQUE;
        }
        return new PagePicture(drawn.getWidth(), drawn.getHeight(), pixels);
    }

    /// How long a page may be looked at, by its words.
    public Studied studied(int page) {
        try {
            PDFTextStripper words = new PDFTextStripper();
            words.setStartPage(page + 1);
            words.setEndPage(page + 1);
            int signs = ReadingPace.signs(words.getText(document));
            return Studied.Page.ofCharacters(signs > 0 ? signs : OF_A_SCAN);
        } catch (IOException | RuntimeException _) {
            return Studied.Page.ofCharacters(OF_A_SCAN);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException _) {
            // It was only read.
        }
    }
}
