package org.hongting.central.course.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.RefusedCourse;

/// Whether terminals can show a PDF, and how long it takes to read.
final class PdfCheck {
    /// More would have nobody come to their end, and costs a terminal memory.
    static final int PAGES = 2000;

    private static final int SECONDS_A_PAGE = 60;
    private static final int LOOKED_AT = 50;
    private static final float COARSE = 18;

    private PdfCheck() {}

    /// @param remarks is told what is not as it should be, and does no harm
    /// @throws RefusedCourse if terminals cannot show it
    static Material.Extent check(Path file, Consumer<Said> remarks) throws IOException {
        try (PDDocument document =
                Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            int pages = document.getNumberOfPages();
            if (pages > PAGES) {
                throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.PDF_LONG, pages, PAGES));
            }
            if (pages == 0) {
                throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.PDF_NO_PAGES));
            }
            new PDFRenderer(document).renderImageWithDPI(0, COARSE);
            if (hasForeignFonts(document)) {
                remarks.accept(Said.of(Sentence.PDF_FONTS));
            }
            return new Material.Extent(pages, seconds(document, pages));
        } catch (InvalidPasswordException e) {
            throw new Refusal(RefusedCourse.Reason.ENCRYPTED, Said.of(Sentence.PDF_PASSWORD), e);
        } catch (RefusedCourse e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // PDFBox answers some broken files with exceptions that nobody declares.
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.PDF_BROKEN), e);
        }
    }

    /// By its text; a scanned page has none and counts as a minute.
    private static int seconds(PDDocument document, int pages) throws IOException {
        int looked = Math.min(pages, LOOKED_AT);
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(1);
        stripper.setEndPage(looked);
        int read = MarkdownText.secondsFor(stripper.getText(document));
        int perPage = read < looked ? SECONDS_A_PAGE : read / looked;
        return perPage * pages;
    }

    private static boolean hasForeignFonts(PDDocument document) throws IOException {
        List<PDPage> pages = java.util.stream.IntStream.range(0, Math.min(LOOKED_AT, document.getNumberOfPages()))
                .mapToObj(document::getPage)
                .toList();
        for (PDPage page : pages) {
            if (page.getResources() != null) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    if (font != null && !font.isEmbedded()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
