package org.hongting.simulator.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.hongting.kiosk.lesson.PdfPages;
import org.hongting.kiosk.lesson.PdfRehearsal;
import org.hongting.kiosk.screen.gallery.SampleCourses;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.Progress;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.protocol.course.Lesson;

/// What somebody who studies waits for: a page of a PDF, the list of a thousand courses; and what a screen costs that
/// nobody touches.
final class StudyBenchmark implements Benchmark {
    private static final double MILLI = 1e6;
    private static final int WIDTH = 1_150;
    private static final int COURSES = 1_000;
    private static final int PAGES = 40;

    /// Of somebody who leafs through a document.
    private static final Duration A_LOOK = Duration.ofMillis(400);

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (StudyWindow window = StudyWindow.open()) {
            progress.accept("turning pages of a PDF");
            PdfRehearsal.rehearse();
            pages(effort, window, rows);
            progress.accept("a shelf of a thousand courses");
            list(effort, window, rows);
            progress.accept("a lesson that nobody touches");
            rows.add(Row.below(
                    "a lesson that nobody touches: share of one processor", idle(effort, window) * 100, "%", 1));
        }
        return rows;
    }

    /// The time from the press until the page is painted, for whoever looks at each a moment: the next one is
    /// drawn ahead meanwhile. And for whoever jumps from the first page of what they opened, where nothing was
    /// drawn ahead.
    private static void pages(Effort effort, StudyWindow window, List<Row> rows) throws Exception {
        Path file = Files.createTempFile("hongting-bench", ".pdf");
        try {
            write(file);
            int turns = effort.of(PAGES - 2, 5);
            try (PdfPages pages = PdfPages.open(file)) {
                window.showDocument(PAGES);
                turn(window, pages, 0);
                pause(effort);
                Sample jumped = Sample.of(turns, i -> timed(() -> turn(window, pages, turns - i)));
                rows.add(Row.below(
                        "page of a PDF that nobody foresaw, painted, 95th percentile",
                        jumped.percentile(95),
                        "ms",
                        100));
                Sample turned = Sample.of(turns, i -> {
                    pages.ahead(i + 1, WIDTH, Integer.MAX_VALUE);
                    pause(effort);
                    return timed(() -> turn(window, pages, i + 1));
                });
                rows.add(Row.below("next page of a PDF, painted, 95th percentile", turned.percentile(95), "ms", 100));
                Sample back = Sample.of(turns, i -> {
                    turn(window, pages, i);
                    turn(window, pages, i + 1);
                    return timed(() -> turn(window, pages, i));
                });
                rows.add(
                        Row.below("back to the page before, painted, 95th percentile", back.percentile(95), "ms", 100));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void turn(StudyWindow window, PdfPages pages, int page) {
        window.showPage(pages.page(page, WIDTH, Integer.MAX_VALUE));
    }

    private static void pause(Effort effort) {
        try {
            Thread.sleep(effort == Effort.FULL ? A_LOOK.toMillis() : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Pages of A4 with three thousand letters and a picture.
    private static void write(Path file) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN);
            BufferedImage picture = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
            IntStream.range(0, 400 * 300).forEach(i -> picture.setRGB(i % 400, i / 400, i * 37));
            for (int page = 0; page < PAGES; page++) {
                PDPage sheet = new PDPage(PDRectangle.A4);
                document.addPage(sheet);
                try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                    content.drawImage(LosslessFactory.createFromImage(document, picture), 60, 60, 200, 150);
                    content.beginText();
                    content.setFont(font, 11);
                    content.setLeading(14);
                    content.newLineAtOffset(50, 790);
                    for (int line = 0; line < 38; line++) {
                        content.showText("page " + page + " line " + line
                                + " the quick brown fox jumps over the lazy dog ".repeat(2));
                        content.newLine();
                    }
                    content.endText();
                }
            }
            document.save(file.toFile());
        }
    }

    private static void list(Effort effort, StudyWindow window, List<Row> rows) throws Exception {
        List<Library.Shelved> shelf = IntStream.range(0, COURSES)
                .mapToObj(i -> SampleCourses.shelved(
                        "course-" + i,
                        "第 " + i + " 门课：学习材料选编",
                        "DYMKXXCLXB",
                        Lesson.Kind.TEXT,
                        Lesson.Kind.PDF,
                        Lesson.Kind.VIDEO))
                .toList();
        Progress nothing = new Progress(Optional.empty(), List.of());
        List<Double> opened = new ArrayList<>();
        for (int i = 0; i < effort.of(40, 4); i++) {
            long begun = System.nanoTime();
            StudyHome home = StudyHome.of(shelf, List.of(), nothing, LocalDate.of(2026, 11, 22));
            window.showLibrary(home);
            opened.add((System.nanoTime() - begun) / MILLI);
        }
        Sample sample =
                Sample.of(opened.stream().mapToDouble(Double::doubleValue).toArray());
        rows.add(Row.below(
                "list of " + COURSES + " courses, made and painted, 95th percentile",
                sample.percentile(95),
                "ms",
                200));
    }

    private static double idle(Effort effort, StudyWindow window) throws Exception {
        window.showLesson();
        // Compilers are still at work on what was done before.
        Thread.sleep(effort.of(15_000, 200));
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long begun = System.nanoTime();
        Thread.sleep(effort.of(20_000, 500));
        return (machine.getProcessCpuTime() - cpu) / (double) (System.nanoTime() - begun);
    }

    private static double timed(Runnable act) {
        long begun = System.nanoTime();
        act.run();
        return (System.nanoTime() - begun) / MILLI;
    }
}
