package org.hongting.central.course.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
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

    /// As long as a terminal draws at a page.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Patience patience;

    PdfCheck() {
        this(new Patience(LONGEST));
    }

    PdfCheck(Patience patience) {
        this.patience = patience;
    }

    /// What is seen of a PDF that terminals can show.
    private record Sight(Material.Extent extent, boolean foreignFonts) {}

    /// @param remarks is told what is not as it should be, and does no harm
    /// @throws RefusedCourse if terminals cannot show it
    Material.Extent check(Path file, Consumer<Said> remarks) throws IOException {
        Sight sight = patience.awaited(() -> look(file));
        if (sight.foreignFonts()) {
            remarks.accept(Said.of(Sentence.PDF_FONTS));
        }
        return sight.extent();
    }

    private static Sight look(Path file) {
        try (PDDocument document =
                Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            if (document.isEncrypted()) {
                // It opens without a password all the same; terminals take none that forbids anything.
                throw new Refusal(RefusedCourse.Reason.ENCRYPTED, Said.of(Sentence.PDF_RESTRICTED));
            }
            int pages = document.getNumberOfPages();
            if (pages > PAGES) {
                throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.PDF_LONG, pages, PAGES));
            }
            if (pages == 0) {
                throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.PDF_NO_PAGES));
            }
            new Renderer(document).renderImageWithDPI(0, COARSE);
            return new Sight(new Material.Extent(pages, seconds(document, pages)), hasForeignFonts(document));
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
        PDFTextStripper stripper = new Stripper();
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

    /// Parts of a page may call each other until nobody lives to see the end: both stop at the next step once nobody
    /// waits for them.
    private static void requireAwaited() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for this page any more");
        }
    }

    private static final class Renderer extends PDFRenderer {
        private Renderer(PDDocument document) {
            super(document);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            PageDrawer drawer = new PageDrawer(parameters) {
                @Override
                protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                    requireAwaited();
                    super.processOperator(operator, operands);
                }
            };
            drawer.setAnnotationFilter(getAnnotationsFilter());
            return drawer;
        }
    }

    private static final class Stripper extends PDFTextStripper {
        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            requireAwaited();
            super.processOperator(operator, operands);
        }
    }
}
