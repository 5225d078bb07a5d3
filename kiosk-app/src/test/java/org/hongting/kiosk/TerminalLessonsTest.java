package org.hongting.kiosk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PdfPages;
import org.hongting.kiosk.lesson.Sheets;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.study.Studied;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Lessons as the kiosk reads them, where a page takes for ever to draw.
@Timeout(120)
class TerminalLessonsTest {
    private static final Duration LONGEST = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final StudyReply.Content DAMAGED = new StudyReply.Content.Nothing(LessonTrouble.Kind.UNREADABLE);

    private static final byte[] BANK = new QuestionBank(List.of(new Question(
                    new QuestionId("t-1"), Question.Kind.TRUE_FALSE, "预备期为一年", null, null, true, null, null)))
            .write();
    private static final CourseFile BANK_FILE = new CourseFile(
            "questions.json", BANK.length, Digest.of(BANK), List.of(Digest.of(BANK)), CourseFile.MediaType.QUESTIONS);
    private static final CourseManifest COURSE = new CourseManifest(
            new CourseId("charter"),
            1,
            "党章",
            "zh-CN",
            null,
            List.of(),
            List.of(BANK_FILE),
            new Rights("示例大学", ""),
            null,
            "questions.json");

    /// Deep enough to take years, and not so deep that the library stops by itself.
    private static final int NESTED = 40;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch enough = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private Optional<TerminalLessons> opened = Optional.empty();

    private TerminalLessons lessons(DrawingThread.Opener opener, Duration longest) {
        TerminalLessons made = new TerminalLessons(new Folder(), opener, longest);
        opened = Optional.of(made);
        return made;
    }

    @AfterEach
    void close() {
        enough.countDown();
        opened.ifPresent(TerminalLessons::close);
    }

    @Test
    void aRealPageThatNeverEndsIsToldAsDamagedAndTheOthersAreShown() throws Exception {
        writePdf("bomb.pdf");
        try (PdfPages warm = PdfPages.open(folder.resolve("bomb.pdf"))) {
            warm.page(0, 200, 300);
        }
        BlockingQueue<Thread> drawing = new LinkedBlockingQueue<>();
        TerminalLessons lessons = lessons(
                file -> {
                    drawing.add(Thread.currentThread());
                    return PdfPages.open(file);
                },
                Duration.ofSeconds(2));
        assertThat(read(lessons, "bomb.pdf")).isEqualTo(new StudyReply.Content.Sheets(3));

        assertThat(draw(lessons, 1)).isEqualTo(Sheets.Drawn.damaged(1, 200, 300));
        assertThat(draw(lessons, 2).picture()).as("the page behind it").isPresent();
        assertThat(draw(lessons, 1).picture()).as("again, at once").isEmpty();
        assertThat(drawing.take().join(PATIENCE)).as("drawing was interrupted").isTrue();
    }

    @Test
    void aBankATextAndAnotherPdfAreReadWhileAPageNeverEnds() throws Exception {
        Files.writeString(folder.resolve("words.md"), "一句话");
        writePdf("stuck.pdf");
        writePdf("good.pdf");
        TerminalLessons lessons = lessons(this::stuckOrReal, PATIENCE.multipliedBy(2));
        read(lessons, "stuck.pdf");
        lessons.draw(0, 200, 300, heard::add);
        assertThat(next()).isEqualTo("drawing");

        Path bank = Files.write(folder.resolve("questions.json"), BANK);
        lessons.execute(() -> heard.add(TerminalQuiz.questions(bank, new Banks.Shelved(COURSE, BANK_FILE))));
        assertThat(next()).isEqualTo(Optional.of(QuestionBank.read(BANK)));
        assertThat(read(lessons, "words.md")).isInstanceOf(StudyReply.Content.Words.class);
        assertThat(read(lessons, "good.pdf")).isEqualTo(new StudyReply.Content.Sheets(3));
        assertThat(draw(lessons, 0).picture()).isPresent();
        enough.countDown();
        assertThat(next()).as("the page that was given up goes nowhere").isEqualTo("closed");
        lessons.execute(() -> heard.add("the next step"));
        assertThat(next()).isEqualTo("the next step");
    }

    @Test
    void afterTwoThreadsThatNeverEndNoPdfIsShownUntilOneDoesAndTheRestGoesOn() throws Exception {
        Files.writeString(folder.resolve("words.md"), "一句话");
        writePdf("good.pdf");
        TerminalLessons lessons = lessons(this::stuckOrReal, LONGEST);
        for (String name : List.of("stuck.pdf", "stuck-too.pdf")) {
            writePdf(name);
            assertThat(read(lessons, name)).isEqualTo(new StudyReply.Content.Sheets(3));
            lessons.draw(0, 200, 300, heard::add);
            assertThat(next()).isEqualTo("drawing");
            assertThat(next()).isEqualTo(Sheets.Drawn.damaged(0, 200, 300));
        }

        assertThat(read(lessons, "good.pdf")).isEqualTo(new StudyReply.Content.Nothing(LessonTrouble.Kind.OCCUPIED));
        assertThat(read(lessons, "words.md")).isInstanceOf(StudyReply.Content.Words.class);

        enough.countDown();
        assertThat(List.of(next(), next())).containsOnly("closed");
        StudyReply.Content again = read(lessons, "good.pdf");
        while (again instanceof StudyReply.Content.Nothing) {
            again = read(lessons, "good.pdf");
        }
        assertThat(again).isEqualTo(new StudyReply.Content.Sheets(3));
    }

    @Test
    void aFileThatNeverOpensIsToldAsDamagedAndClosingWaitsForNothing() throws Exception {
        writePdf("never.pdf");
        TerminalLessons lessons = lessons(
                _ -> {
                    await();
                    throw new LessonTrouble(LessonTrouble.Kind.MISSING);
                },
                LONGEST);
        assertThat(read(lessons, "never.pdf")).isEqualTo(DAMAGED);
        assertThat(read(lessons, "never.pdf")).as("at once, by no other thread").isEqualTo(DAMAGED);
        long before = System.nanoTime();
        lessons.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    private StudyReply.Content read(TerminalLessons lessons, String file) throws InterruptedException {
        Lesson.Kind kind = file.endsWith(".pdf") ? Lesson.Kind.PDF : Lesson.Kind.TEXT;
        Lesson lesson = new Lesson(new LessonId("one"), "一", kind, file, 3, 60);
        lessons.read(COURSE, lesson, heard::add);
        return (StudyReply.Content) next();
    }

    private Sheets.Drawn draw(TerminalLessons lessons, int page) throws InterruptedException {
        lessons.draw(page, 200, 300, heard::add);
        return (Sheets.Drawn) next();
    }

    private Object next() throws InterruptedException {
        Object said = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(said).as("something is told").isNotNull();
        return said == null ? "" : said;
    }

    /// Does not listen to being interrupted, like a picture that is unpacked.
    private void await() {
        boolean ended = false;
        while (!ended) {
            try {
                enough.await();
                ended = true;
            } catch (InterruptedException _) {
                // As if nothing had happened.
            }
        }
    }

    private Sheets stuckOrReal(Path file) throws LessonTrouble {
        return String.valueOf(file.getFileName()).startsWith("stuck") ? new StuckSheets() : PdfPages.open(file);
    }

    private final class StuckSheets implements Sheets {
        @Override
        public int pages() {
            return 3;
        }

        @Override
        public Drawn page(int page, int width, int height) {
            heard.add("drawing");
            await();
            return new Drawn(page, width, height, Optional.empty(), Studied.Page.ofCharacters(1));
        }

        @Override
        public void ahead(int page, int width, int height) {}

        @Override
        public void close() {
            heard.add("closed");
        }
    }

    /// Three pages, of which the second one of a bomb draws a form twice, which draws another one twice, and so on.
    private void writePdf(String name) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int page = 0; page < 3; page++) {
                document.addPage(new PDPage(PDRectangle.A4));
            }
            if (name.startsWith("bomb")) {
                PDPage page = document.getPage(1);
                PDStream twice = content(document, "/Fm Do /Fm Do");
                page.setContents(twice);
                page.setResources(holding(form(document, NESTED)));
            }
            document.save(folder.resolve(name).toFile());
        }
    }

    private static PDFormXObject form(PDDocument document, int deep) throws IOException {
        PDFormXObject form = new PDFormXObject(content(document, deep == 0 ? "0 0 1 1 re f" : "/Fm Do /Fm Do"));
        form.setBBox(PDRectangle.A4);
        form.setResources(deep == 0 ? new PDResources() : holding(form(document, deep - 1)));
        return form;
    }

    private static PDResources holding(PDFormXObject form) {
        PDResources resources = new PDResources();
        resources.put(COSName.getPDFName("Fm"), form);
        return resources;
    }

    private static PDStream content(PDDocument document, String operators) throws IOException {
        PDStream stream = new PDStream(document);
        try (var bytes = stream.createOutputStream()) {
            bytes.write(operators.getBytes(US_ASCII));
        }
        return stream;
    }

    /// A course whose files lie in one folder.
    private final class Folder implements Library {
        @Override
        public List<Shelved> courses() {
            return List.of();
        }

        @Override
        public Optional<Path> file(CourseManifest course, String path) {
            return Optional.of(folder.resolve(path));
        }
    }
}
