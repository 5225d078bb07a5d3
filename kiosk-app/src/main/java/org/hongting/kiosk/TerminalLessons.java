package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.lesson.Block;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.PdfPages;
import org.hongting.kiosk.lesson.Sheets;
import org.hongting.kiosk.lesson.StillPicture;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.sync.mqtt.SerialScheduler;

/// Reads files of courses on a thread of its own, and has PDFs drawn away from it: texts, films and question banks are
/// never behind a page. May be called on any thread; answers come on its own.
final class TerminalLessons implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalLessons.class.getName());

    /// All pictures of one text together; the words of further ones stand in their place.
    private static final long POINTS_OF_A_TEXT = 20_000_000;

    private final SerialScheduler reading = new SerialScheduler("lessons");
    private final Library library;
    private final TerminalPages pages;
    private Runnable release = () -> {};

    TerminalLessons(Library library) {
        this(library, PdfPages::open, TerminalPages.LONGEST);
    }

    /// @param longest that a page of a PDF may take
    TerminalLessons(Library library, DrawingThread.Opener opener, Duration longest) {
        this.library = library;
        this.pages = new TerminalPages(reading, opener, longest);
    }

    /// Makes the first page as quick as the next ones.
    void rehearse() {
        reading.execute(pages::rehearse);
    }

    /// Reads a lesson in place of the one before, and keeps its course on the shelf for as long as somebody reads.
    ///
    /// @param told hears what there is to show, unless another lesson is opened meanwhile
    void read(CourseManifest course, Lesson lesson, Consumer<StudyReply.Content> told) {
        reading.execute(() -> {
            putAwayNow();
            release = library.hold(course);
            guardedRead(course, lesson, told);
        });
    }

    /// Whatever a file makes a library do, whoever opened it gets an answer.
    private void guardedRead(CourseManifest course, Lesson lesson, Consumer<StudyReply.Content> told) {
        try {
            readNow(course, lesson, told);
        } catch (LessonTrouble e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be shown: {1}", nameOf(course, lesson), e.kind());
            told.accept(new StudyReply.Content.Nothing(e.kind()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.WARNING, "a lesson could not be read", e);
            told.accept(new StudyReply.Content.Nothing(LessonTrouble.Kind.UNREADABLE));
        } catch (OutOfMemoryError _) {
            told.accept(new StudyReply.Content.Nothing(LessonTrouble.Kind.TOO_LARGE));
        }
    }

    private void readNow(CourseManifest course, Lesson lesson, Consumer<StudyReply.Content> told) throws LessonTrouble {
        Path file =
                library.file(course, lesson.file()).orElseThrow(() -> new LessonTrouble(LessonTrouble.Kind.MISSING));
        switch (lesson.kind()) {
            case TEXT -> told.accept(words(course, TextLesson.of(bytes(file, TextLesson.MOST_BYTES))));
            case PDF ->
                pages.open(
                        new TerminalPages.Sheet(file, nameOf(course, lesson)),
                        count -> told.accept(new StudyReply.Content.Sheets(count)),
                        why -> told.accept(new StudyReply.Content.Nothing(why)));
            case PICTURE -> told.accept(new StudyReply.Content.Still(StillPicture.read(file)));
            case VIDEO, AUDIO -> told.accept(new StudyReply.Content.Recording(file));
        }
    }

    private static String nameOf(CourseManifest course, Lesson lesson) {
        return "lesson " + lesson.id() + " (" + lesson.file() + ") of course " + course.id() + ", edition "
                + course.edition();
    }

    /// Draws a page of the PDF that was read last, and the next one while this one is read.
    void draw(int page, int width, int height, Consumer<Sheets.Drawn> told) {
        reading.execute(() -> pages.draw(page, width, height, told));
    }

    /// Reads something where lessons are read.
    void execute(Runnable step) {
        reading.execute(step);
    }

    /// Nobody reads in anything.
    void putAway() {
        reading.execute(this::putAwayNow);
    }

    private void putAwayNow() {
        pages.putAway();
        release.run();
        release = () -> {};
    }

    private StudyReply.Content words(CourseManifest course, TextLesson text) {
        Map<String, PagePicture> pictures = new HashMap<>();
        long points = 0;
        for (Block block : text.blocks()) {
            if (block instanceof Block.Picture(String path, var _)
                    && !pictures.containsKey(path)
                    && points < POINTS_OF_A_TEXT) {
                try {
                    Optional<Path> file = library.file(course, path);
                    if (file.isPresent()) {
                        PagePicture picture = StillPicture.read(file.get());
                        points += (long) picture.width() * picture.height();
                        pictures.put(path, picture);
                    }
                } catch (LessonTrouble _) {
                    // Its words stand in its place.
                }
            }
        }
        return new StudyReply.Content.Words(text, pictures);
    }

    private static byte[] bytes(Path file, int most) throws LessonTrouble {
        try {
            if (Files.size(file) > most) {
                throw new LessonTrouble(LessonTrouble.Kind.TOO_LARGE);
            }
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw new LessonTrouble(LessonTrouble.Kind.MISSING);
        }
    }

    @Override
    public void close() {
        reading.execute(() -> {
            putAwayNow();
            pages.end();
        });
        reading.close();
    }
}
