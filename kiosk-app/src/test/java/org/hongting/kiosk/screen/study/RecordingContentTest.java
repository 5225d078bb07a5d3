package org.hongting.kiosk.screen.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.hongting.kiosk.screen.gallery.SampleCourses;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.study.Position;
import org.hongting.kiosk.ui.FxScheduler;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.Motion;
import org.hongting.kiosk.ui.Texts;
import org.hongting.kiosk.ui.Toolkit;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Evidence;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The toolkit's real player with a real film.
class RecordingContentTest {
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    @TempDir
    private Path folder;

    private final List<Integer> played = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger closed = new AtomicInteger();

    /// Fifteen seconds, without sound: this machine may have no loudspeaker.
    private Path film() throws IOException, InterruptedException {
        Path file = folder.resolve("film.mp4");
        Process made = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=320x180:rate=15:duration=15",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libx264",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    private RecordingContent show(Path file) {
        StudyViewModel model = new StudyViewModel(new NoScreen(), new PlayedLine(), new FxScheduler());
        model.choose(
                SampleCourses.course("film", "影片", Lesson.Kind.VIDEO),
                SampleCourses.course("film", "影片", Lesson.Kind.VIDEO).lessons().getFirst());
        return new RecordingContent(model, new StudyPage.Reader.Recording(file, true, 0), Texts.in(Language.CHINESE));
    }

    @Test
    @RequiresTool("ffmpeg")
    void aFilmThatRunsIsToldSecondBySecondAndOneThatIsHeldBackIsNot() throws Exception {
        Path file = film();
        RecordingContent content = Toolkit.onFxThread(() -> {
            RecordingContent shown = show(file);
            new Scene((Parent) shown.node(), 640, 400);
            return shown;
        });
        if (saysThatItCannot(content)) {
            // Then no time runs, which is the promise; where the player's codecs are missing there is nothing to see.
            assertThat(played).isEmpty();
            return;
        }
        await(3);
        assertThat(played).isSorted().doesNotHaveDuplicates();

        Toolkit.onFxThread(() -> {
            content.attention(StudyPage.Attention.PAUSED);
            return null;
        });
        Thread.sleep(500);
        int before = played.size();
        Thread.sleep(2_500);
        assertThat(played).hasSize(before);
        Toolkit.onFxThread(() -> {
            content.attention(StudyPage.Attention.THERE);
            return null;
        });
        await(before + 2);
        Toolkit.onFxThread(() -> {
            content.end();
            return null;
        });
    }

    @Test
    void whatIsNoFilmIsSaidAndTellsOfNoTime() throws Exception {
        Path file = Files.writeString(folder.resolve("film.mp4"), "no film");
        RecordingContent content = Toolkit.onFxThread(() -> show(file));
        long deadline = System.nanoTime() + PATIENCE;
        while (!saysThatItCannot(content) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(saysThatItCannot(content)).isTrue();
        assertThat(played).isEmpty();
    }

    @Test
    void aFilmIsFinishedByItsKey() throws Exception {
        Path file = Files.writeString(folder.resolve("film.mp4"), "no film");
        Toolkit.onFxThread(() -> {
            StudyViewModel model = new StudyViewModel(new NoScreen(), new PlayedLine(), new FxScheduler());
            ReaderPane pane = new ReaderPane(
                    model,
                    new StudyPage.Reading(
                            "影片",
                            new StudyPage.Reader.Recording(file, true, 0),
                            new StudyPage.Bar(Duration.ZERO, 0, 20, false),
                            StudyPage.Attention.THERE,
                            true),
                    new PageForm(Texts.in(Language.CHINESE), false, false, Motion.REDUCED));
            pane.lookupAll(".primary").stream()
                    .filter(Button.class::isInstance)
                    .map(Button.class::cast)
                    .filter(key ->
                            key.getText().equals(Texts.in(Language.CHINESE).text("reader.finish")))
                    .forEach(Button::fire);
            return null;
        });
        assertThat(closed).hasValue(1);
    }

    private static boolean saysThatItCannot(RecordingContent content) {
        String words = Texts.in(Language.CHINESE).text("reader.no-media");
        return Toolkit.onFxThread(() -> labels((Parent) content.node()).contains(words));
    }

    private static List<String> labels(Parent parent) {
        List<String> found = new ArrayList<>();
        parent.getChildrenUnmodifiable().forEach(child -> {
            if (child instanceof Labeled labeled) {
                found.add(labeled.getText());
            } else if (child instanceof Parent inner) {
                found.addAll(labels(inner));
            }
        });
        return found;
    }

    private void await(int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (played.size() < seconds && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(played.size()).isGreaterThanOrEqualTo(seconds);
    }

    private static final class NoScreen implements StudyScreen {
        @Override
        public int visit() {
            return 1;
        }

        @Override
        public Optional<StudyPage> page() {
            return Optional.empty();
        }

        @Override
        public void turn(StudyPage next) {}

        @Override
        public void show(StudyPage next) {}

        @Override
        public void touched() {}

        @Override
        public void openQuizzes() {}

        @Override
        public void wipe() {}
    }

    /// Hears of seconds that were played, and of nothing else.
    private final class PlayedLine implements StudyLine {
        private final StudyLine nobody = StudyLine.silent();

        @Override
        public void plays(Position now) {
            played.add(now.place());
        }

        @Override
        public void open(int visit) {
            nobody.open(visit);
        }

        @Override
        public void openForGroup(int visit) {
            nobody.openForGroup(visit);
        }

        @Override
        public void read(int visit, CourseManifest course, Lesson lesson) {
            nobody.read(visit, course, lesson);
        }

        @Override
        public void draw(int visit, int page, int width, int height) {
            nobody.draw(visit, page, width, height);
        }

        @Override
        public void begin(StudyFact.LessonName lesson, int of, Position first) {
            played.add(first.place());
        }

        @Override
        public void turn(Position next) {
            nobody.turn(next);
        }

        @Override
        public void scroll(Position now) {
            nobody.scroll(now);
        }

        @Override
        public void see(Position now) {
            nobody.see(now);
        }

        @Override
        public void show(Evidence evidence) {
            nobody.show(evidence);
        }

        @Override
        public void close(int visit) {
            closed.incrementAndGet();
        }

        @Override
        public void signOut() {
            nobody.signOut();
        }

        @Override
        public void resumeByPin(int visit) {
            nobody.resumeByPin(visit);
        }
    }
}
