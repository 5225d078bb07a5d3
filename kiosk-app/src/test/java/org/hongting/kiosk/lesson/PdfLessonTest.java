package org.hongting.kiosk.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.hongting.protocol.study.Studied;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfLessonTest {
    @TempDir
    private Path folder;

    private Path file(PDDocument document) throws IOException {
        Path file = Files.createTempFile(folder, "lesson", ".pdf");
        document.save(file.toFile());
        document.close();
        return file;
    }

    private static PDDocument pages(int count) throws IOException {
        PDDocument document = new PDDocument();
        for (int i = 0; i < count; i++) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            if (i < 3) {
                try (PDPageContentStream words = new PDPageContentStream(document, page)) {
                    words.beginText();
                    words.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 24);
                    words.newLineAtOffset(60, 700);
                    words.showText("page " + (i + 1) + " " + "x".repeat(34));
                    words.endText();
                }
            }
        }
        return document;
    }

    private static LessonTrouble.Kind troubleOf(Path file) {
        try (PdfLesson opened = PdfLesson.open(file)) {
            throw new AssertionError("opened, with " + opened.pages() + " pages");
        } catch (LessonTrouble e) {
            return e.kind();
        }
    }

    @Test
    void pagesAreDrawnAsWideAsTheScreen() throws Exception {
        try (PdfLesson lesson = PdfLesson.open(file(pages(3)))) {
            PagePicture drawn = lesson.draw(0, 1_000, Integer.MAX_VALUE);

            assertThat(lesson.pages()).isEqualTo(3);
            assertThat(drawn.width()).isBetween(999, 1_001);
            assertThat(drawn.height()).isBetween(1_410, 1_417);
            assertThat(drawn.pixels()).contains(0xFF000000).contains(0xFFFFFFFF);
        }
    }

    @Test
    void howLongAPageMayBeLookedAtFollowsItsWords() throws Exception {
        try (PdfLesson lesson = PdfLesson.open(file(pages(5)))) {
            assertThat(lesson.studied(0)).as("three words").isEqualTo(Studied.Page.ofCharacters(5));
            assertThat(lesson.studied(4)).as("a scan").isEqualTo(Studied.Page.ofCharacters(PdfLesson.OF_A_SCAN));
        }
    }

    @Test
    void anEncryptedABrokenAndAMissingFileAreToldApart() throws Exception {
        PDDocument secret = pages(1);
        secret.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
        assertThat(troubleOf(file(secret))).isEqualTo(LessonTrouble.Kind.ENCRYPTED);

        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        assertThat(troubleOf(Files.write(folder.resolve("noise.pdf"), noise))).isEqualTo(LessonTrouble.Kind.UNREADABLE);
        assertThat(troubleOf(folder.resolve("nowhere.pdf"))).isEqualTo(LessonTrouble.Kind.MISSING);
        assertThat(troubleOf(file(pages(0)))).isEqualTo(LessonTrouble.Kind.UNREADABLE);
    }

    @Test
    void aFileThatIsCutOffIsShownAsFarAsItGoesOrRefusedAndNeverEndsTheKiosk() throws Exception {
        byte[] whole = Files.readAllBytes(file(pages(3)));
        for (int length = 100; length < whole.length; length += whole.length / 9) {
            Path cut = Files.write(folder.resolve("cut.pdf"), java.util.Arrays.copyOf(whole, length));
            try (PdfPages pages = PdfPages.open(cut)) {
                for (int page = 0; page < pages.pages(); page++) {
                    Sheets.Drawn drawn = pages.page(page, 200, 300);
                    if (drawn.picture().isEmpty()) {
                        assertThat(drawn.studied()).isEqualTo(new Studied.Page(Duration.ZERO));
                    }
                }
            } catch (LessonTrouble e) {
                assertThat(e.kind()).isEqualTo(LessonTrouble.Kind.UNREADABLE);
            }
        }
    }

    @Test
    void fiveThousandPagesOpenAndTheLastIsDrawn() throws Exception {
        try (PdfLesson lesson = PdfLesson.open(file(pages(5_200)))) {
            assertThat(lesson.pages()).isEqualTo(PdfLesson.MOST_PAGES);
            assertThat(lesson.draw(4_999, 100, 1_000).width()).isBetween(99, 101);
        }
    }

    @Test
    void aPageThatClaimsTheSizeOfAFieldIsDrawnSmall() throws Exception {
        PDDocument document = new PDDocument();
        document.addPage(new PDPage(new PDRectangle(100, 14_400)));
        try (PdfLesson lesson = PdfLesson.open(file(document))) {
            PagePicture drawn = lesson.draw(0, 1_900, Integer.MAX_VALUE);
            assertThat((long) drawn.width() * drawn.height()).isLessThanOrEqualTo(PdfLesson.MOST_PIXELS + 20_000L);
        }
    }

    @Test
    void theNextPageIsReadyBeforeItIsAskedFor() throws Exception {
        try (PdfPages pages = PdfPages.open(file(pages(3)))) {
            pages.page(0, 300, 900);
            pages.ahead(1, 300, 900);
            Sheets.Drawn ahead = pages.page(1, 300, 900);
            assertThat(pages.page(1, 300, 900)).as("drawn once").isSameAs(ahead);
            pages.ahead(3, 300, 900);
            assertThat(pages.page(2, 300, 900).picture()).isPresent();
        }
    }

    @Test
    void whatIsNoPictureIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("not.png"), "no picture");
        assertThatThrownBy(() -> StillPicture.read(text)).isInstanceOf(LessonTrouble.class);
    }
}
