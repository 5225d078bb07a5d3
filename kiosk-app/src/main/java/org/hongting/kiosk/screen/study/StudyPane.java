package org.hongting.kiosk.screen.study;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.study.CourseState;
import org.hongting.kiosk.study.Progress;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.course.Lesson;

/// One page of the study screen. A lesson that is open changes in place; everything else is drawn anew.
public final class StudyPane extends StackPane {
    private static final int MINUTE = 60;
    private static final int WHOLE = 100;
    private static final int SUGGESTED = 2;

    private final StudyViewModel model;
    private final PageForm form;
    private final Texts texts;
    private final Supplier<Node> keys;
    private Optional<ReaderPane> reader = Optional.empty();
    private StudyPage page;

    /// @param keys a keypad that types into the model
    public StudyPane(StudyViewModel model, StudyPage page, PageForm form, Supplier<Node> keys) {
        this.model = model;
        this.page = page;
        this.form = form;
        this.texts = form.texts();
        this.keys = keys;
        getStyleClass().add("study");
        switch (page) {
            case StudyPage.Opening _ -> lay(Parts.label(texts.text("reader.opening"), "muted", "text-36"));
            case StudyPage.Home home -> home(home);
            case StudyPage.Library library -> library(library);
            case StudyPage.Course course -> course(course);
            case StudyPage.Reading reading -> {
                ReaderPane pane = new ReaderPane(model, reading, form);
                reader = Optional.of(pane);
                getChildren().add(pane);
            }
        }
    }

    /// @return false where it is another page
    public boolean update(StudyPage next) {
        if (page.equals(next)) {
            return true;
        }
        boolean same = next instanceof StudyPage.Reading reading
                && reader.filter(pane -> pane.update(reading)).isPresent();
        if (same) {
            page = next;
        }
        return same;
    }

    private void home(StudyPage.Home page) {
        StudyHome home = page.home();
        VBox list = Parts.column("study-list");
        home.goOn().ifPresent(state -> {
            list.getChildren().add(PageParts.hint(texts.text("study.go-on")));
            Card card = card(state, texts.text("study.go-on-with", state.next().title()), () -> model.goOn(state));
            card.getStyleClass().add("go-on");
            list.getChildren().add(card);
        });
        if (!home.assigned().isEmpty()) {
            list.getChildren().add(PageParts.hint(texts.text("study.assigned")));
            home.assigned().forEach(assigned -> list.getChildren().add(assigned(assigned)));
        }
        if (!home.forYou().isEmpty() && !form.larger()) {
            list.getChildren().add(PageParts.hint(texts.text("study.for-you")));
            home.forYou().stream()
                    .limit(SUGGESTED)
                    .forEach(one ->
                            list.getChildren().add(card(one.state(), why(one, home), () -> model.choose(one.state()))));
        }
        if (model.offersQuizzes()) {
            list.getChildren()
                    .add(new Card(texts.text("study.quiz"), texts.text("study.quiz-next"), "", model::openQuizzes));
        }
        if (home.library().isEmpty()) {
            list.getChildren()
                    .add(Parts.column(
                            "touch-notice",
                            PageParts.heading(texts.text("study.none")),
                            Parts.label(texts.text("study.none-next"), "muted", "text-36")));
        }
        Button library =
                PageParts.action(texts.text("study.library", home.library().size()), model::openLibrary);
        library.setDisable(home.library().isEmpty());
        lay(
                Parts.column("study-page", top(page.attendee().name(), home.year()), Parts.grow(Parts.scrolled(list))),
                PageParts.action(texts.text("study.sign-out"), model::back),
                Parts.push(),
                library);
    }

    private Node top(String name, Optional<Progress.Year> year) {
        Label right = PageParts.hint(year.map(this::ofYear).orElse(""));
        right.setWrapText(false);
        right.setMinWidth(Region.USE_PREF_SIZE);
        return Parts.row(
                "study-top",
                PageParts.heading(texts.text("study.heading")),
                Parts.word(name, "text-36", "muted"),
                Parts.push(),
                right);
    }

    private String ofYear(Progress.Year year) {
        String credited = hours(year.credited().toMinutes());
        return year.target()
                .map(target -> texts.text("study.year-of", year.number() + "", credited, hours(target.toMinutes())))
                .orElseGet(() -> texts.text("study.year", year.number() + "", credited));
    }

    private String hours(long minutes) {
        return texts.text("study.hours", minutes / MINUTE, minutes % MINUTE);
    }

    private String why(StudyHome.Suggested one, StudyHome home) {
        return switch (one.why()) {
            case BEGUN -> texts.text("study.why-begun", one.state().percent());
            case HOURS_MISSING ->
                texts.text(
                        "study.why-hours",
                        home.year()
                                .flatMap(year -> year.target()
                                        .map(target -> hours(
                                                target.minus(year.credited()).toMinutes())))
                                .orElse(""));
            case SHORT -> texts.text("study.why-short");
        };
    }

    private Node assigned(StudyHome.Assigned assigned) {
        LocalDate due = assigned.assignment().due();
        String until = due == null
                ? ""
                : texts.text(
                        assigned.overdue() && !assigned.isDone() ? "study.overdue" : "study.due",
                        DateTimeFormatter.ofPattern(
                                        texts.text("date.short"),
                                        texts.language().locale())
                                .format(due));
        String plan = assigned.assignment().plan();
        if (assigned.isRead() && !assigned.isDone() && model.offersQuizzes()) {
            String title = assigned.state().map(state -> state.course().title()).orElse(plan);
            return new Card(
                    title,
                    texts.text("study.assigned-test", plan, assigned.testsLeft(), until),
                    "",
                    model::openQuizzes);
        }
        return assigned.state()
                .<Node>map(state -> card(state, left(assigned, state, until), () -> model.choose(state)))
                .orElseGet(() -> Parts.column(
                        "course-card",
                        Parts.label(plan, "text-36", "strong"),
                        PageParts.hint(texts.text("study.not-here", until))));
    }

    private String left(StudyHome.Assigned assigned, CourseState state, String until) {
        String plan = assigned.assignment().plan();
        if (assigned.isDone()) {
            return texts.text("study.assigned-done", plan);
        }
        return assigned.isRead()
                ? texts.text("study.assigned-test", plan, assigned.testsLeft(), until)
                : texts.text("study.assigned-left", plan, state.lessonsLeft(), until);
    }

    private Card card(CourseState state, String words, Runnable press) {
        return new Card(state.course().title(), words, share(state.percent()), press);
    }

    private String share(int percent) {
        return percent == WHOLE ? texts.text("study.done") : texts.text("study.percent", percent);
    }

    private void library(StudyPage.Library library) {
        Node list = library.found().isEmpty()
                ? Parts.label(texts.text("study.not-found"), "muted", "text-36")
                : new CourseList(library.found(), this::libraryCard, library.searching(), form);
        VBox middle = Parts.column("study-page", Parts.grow(list));
        if (library.searching()) {
            Label typed = Parts.label(
                    library.typed().isEmpty() ? texts.text("study.search-empty") : library.typed(),
                    "typed",
                    "text-48",
                    "strong");
            middle.getChildren().addFirst(Parts.row("field", Parts.grow(typed)));
            middle.getChildren().add(keys.get());
        } else {
            middle.getChildren().addFirst(PageParts.heading(texts.text("study.library-heading")));
        }
        lay(
                middle,
                PageParts.action(texts.text("touch.back"), model::back),
                Parts.push(),
                PageParts.action(texts.text("study.search"), model::openSearch));
    }

    private Node libraryCard(CourseState state) {
        return card(
                state,
                texts.text("study.course-line", state.course().lessons().size(), state.minutes()),
                () -> model.choose(state));
    }

    private void course(StudyPage.Course page) {
        CourseState state = page.state();
        VBox list = Parts.column("study-list");
        for (Lesson lesson : state.course().lessons()) {
            String line = texts.text(
                    "study.lesson-line",
                    kind(lesson.kind()),
                    Math.max(1, (lesson.expectedSeconds() + MINUTE / 2) / MINUTE));
            Card row = new Card(
                    lesson.title(),
                    state.wasLeafedThrough(lesson) ? line + " · " + texts.text("study.leafed") : line,
                    share(state.percent(lesson)),
                    () -> model.choose(state.course(), lesson));
            list.getChildren().add(row);
        }
        String summary = state.course().summary();
        VBox middle =
                Parts.column("study-page", PageParts.heading(state.course().title()));
        if (summary != null && !form.larger()) {
            middle.getChildren().add(PageParts.hint(summary));
        }
        middle.getChildren().add(Parts.grow(Parts.scrolled(list)));
        middle.getChildren()
                .add(PageParts.hint(
                        texts.text("study.rights", state.course().rights().holder())));
        lay(
                middle,
                PageParts.action(texts.text("touch.back"), model::back),
                Parts.push(),
                PageParts.action(
                        texts.text(state.isBegun() ? "study.resume" : "study.start"),
                        () -> model.goOn(state),
                        "primary"));
    }

    private String kind(Lesson.Kind kind) {
        return switch (kind) {
            case TEXT -> texts.text("lesson.text");
            case PDF -> texts.text("lesson.pdf");
            case VIDEO -> texts.text("lesson.video");
            case AUDIO -> texts.text("lesson.audio");
            case PICTURE -> texts.text("lesson.picture");
        };
    }

    private void lay(Node middle, Node... foot) {
        VBox body = Parts.column("touch-page", Parts.grow(new StackPane(middle)), Parts.row("touch-foot", foot));
        if (page instanceof StudyPage.Library library && library.searching()) {
            body.getStyleClass().add("dense");
        }
        getChildren().add(body);
    }
}
