package org.hongting.simulator.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.lesson.Sheets;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.checkin.CheckInView;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.gallery.SampleCourses;
import org.hongting.kiosk.screen.study.StudyPage;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.ui.Fonts;
import org.hongting.kiosk.ui.FxScheduler;
import org.hongting.kiosk.ui.Look;
import org.hongting.kiosk.ui.Theme;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.MemberId;

/// The kiosk's real window, in this process and without a display, with nobody at the desk.
final class StudyWindow implements AutoCloseable {
    private static final Attendee READER = new Attendee(new MemberId("00c0ffee00c0ffee"), "张*");
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 800;

    private final FxScheduler scheduler;
    private final CheckInViewModel model;
    private final Stage stage;

    private StudyWindow(FxScheduler scheduler, CheckInViewModel model, Stage stage) {
        this.scheduler = scheduler;
        this.model = model;
        this.stage = stage;
    }

    static StudyWindow open() throws Exception {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Platform.startup(() -> ready.complete(null));
        ready.get();
        return onFxThread(() -> {
            Platform.setImplicitExit(false);
            Look.replaceToolkitTheme();
            Fonts.load();
            FxScheduler scheduler = new FxScheduler();
            CheckInViewModel model =
                    new CheckInViewModel(scheduler, Clock.system(ZoneId.of("Asia/Shanghai")), TouchLine.silent());
            Stage stage = new Stage();
            stage.setScene(new Scene(new CheckInView(model, Theme.LIGHT), WIDTH, HEIGHT));
            stage.show();
            model.show(new Station(Optional.empty(), Optional.empty(), 0, true, true, false, Optional.empty()));
            return new StudyWindow(scheduler, model, stage);
        });
    }

    /// Signs somebody in and opens the list of all courses; returns when it has been painted into a picture.
    void showLibrary(StudyHome home) throws Exception {
        onFxThread(() -> {
            signIn(home);
            model.touch().study().openLibrary();
            return stage.getScene().snapshot(null);
        });
    }

    /// Opens a PDF of which nothing is drawn yet.
    void showDocument(int pages) throws Exception {
        CourseManifest course = SampleCourses.course("charter", "学习党章", Lesson.Kind.PDF);
        onFxThread(() -> {
            signIn(new StudyHome(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of()));
            Lesson lesson = course.lessons().getFirst();
            model.touch().study().choose(course, lesson);
            model.hear(
                    model.touch().visit(), new StudyReply.Read(course, lesson, new StudyReply.Content.Sheets(pages)));
            return null;
        });
    }

    /// Shows a page wherever the reader stands; returns when it has been painted into a picture.
    void showPage(Sheets.Drawn drawn) {
        try {
            onFxThread(() -> {
                int here = standing();
                model.hear(model.touch().visit(), new StudyReply.PageDrawn(here, drawn.picture(), drawn.studied()));
                return stage.getScene().snapshot(null);
            });
        } catch (Exception e) {
            throw new IllegalStateException("the page was not painted", e);
        }
    }

    private int standing() {
        return ((StudyPage.Reading) ((TouchPage.Study) model.touch().page().orElseThrow()).page())
                .bar()
                .page();
    }

    /// Opens a text and leaves it.
    void showLesson() throws Exception {
        CourseManifest course = SampleCourses.course("charter", "学习党章", Lesson.Kind.TEXT);
        TextLesson text = TextLesson.of("一段用来看版面的文字。\n\n".repeat(200).getBytes(StandardCharsets.UTF_8));
        onFxThread(() -> {
            signIn(new StudyHome(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of()));
            Lesson lesson = course.lessons().getFirst();
            model.touch().study().choose(course, lesson);
            model.hear(
                    model.touch().visit(),
                    new StudyReply.Read(course, lesson, new StudyReply.Content.Words(text, Map.of())));
            return null;
        });
    }

    private void signIn(StudyHome home) {
        model.touch().wipe();
        model.touch().own().openStudy();
        int visit = model.touch().visit();
        model.hear(visit, new OwnReply.Opened(READER, EnumSet.noneOf(Errand.class), false));
        model.hear(visit, new StudyReply.Opened(READER, home));
    }

    private static <T> T onFxThread(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | Error e) { // whoever waits is told
                done.completeExceptionally(e);
            }
        });
        return done.get();
    }

    @Override
    public void close() {
        Platform.runLater(() -> {
            stage.close();
            scheduler.close();
            Platform.exit();
        });
    }
}
