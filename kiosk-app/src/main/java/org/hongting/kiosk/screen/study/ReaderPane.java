package org.hongting.kiosk.screen.study;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// A lesson that is open: what is read, one slim bar above it, and the way on below.
final class ReaderPane extends StackPane {
    private final StudyViewModel model;
    private final PageForm form;
    private final Texts texts;
    private final Label time = Parts.word("", "text-28", "muted");
    private final Label where = Parts.word("", "text-28", "strong");
    private final Button before;
    private final Button after;
    private final StackPane middle = new StackPane();
    private final AttentionSheet sheet;
    private StudyPage.Reading page;
    private Content content = Content.none();

    /// What fills the middle.
    interface Content {
        Node node();

        /// Takes another state of the same lesson.
        ///
        /// @return false where it must be made anew
        boolean update(StudyPage.Reader next);

        /// @return false where it is at its end that way
        default boolean scroll(int by) {
            return false;
        }

        default void attention(StudyPage.Attention attention) {}

        /// It is shown no more.
        default void end() {}

        static Content none() {
            return of(new StackPane());
        }

        static Content of(Node node) {
            return new Content() {
                @Override
                public Node node() {
                    return node;
                }

                @Override
                public boolean update(StudyPage.Reader next) {
                    return false;
                }
            };
        }
    }

    ReaderPane(StudyViewModel model, StudyPage.Reading page, PageForm form) {
        this.model = model;
        this.page = page;
        this.form = form;
        this.texts = form.texts();
        this.sheet = new AttentionSheet(model, texts);
        before = PageParts.action(texts.text("reader.before"), () -> move(-1), "arrow");
        after = PageParts.action(texts.text("reader.after"), () -> move(1), "arrow", "primary");
        Button night = PageParts.action(texts.text("reader.night"), model::switchNight);
        HBox bar = Parts.row("reader-bar", Parts.label(page.title(), "text-28", "strong"), Parts.push(), time, where);
        HBox foot = Parts.row(
                "touch-foot",
                PageParts.action(texts.text("touch.back"), model::back),
                night,
                Parts.push(),
                before,
                after);
        getStyleClass().add("reader");
        getChildren().addAll(Parts.column("reader-page", bar, Parts.grow(middle), foot), sheet);
        addEventFilter(javafx.scene.input.MouseEvent.MOUSE_PRESSED, _ -> model.touched());
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                content.end();
            }
        });
        fill();
        show();
    }

    boolean update(StudyPage.Reading next) {
        if (!next.title().equals(page.title())) {
            return false;
        }
        boolean other = !next.reader().equals(page.reader());
        page = next;
        if (other && !content.update(next.reader())) {
            fill();
        }
        show();
        return true;
    }

    private void fill() {
        content.end();
        content = switch (page.reader()) {
            case StudyPage.Reader.Opening _ ->
                Content.of(Parts.label(texts.text("reader.opening"), "muted", "text-36"));
            case StudyPage.Reader.Broken(var why) -> Content.of(broken(why));
            case StudyPage.Reader.Words words -> new WordsContent(model, words, form);
            case StudyPage.Reader.Sheet pages -> new SheetContent(model, pages, texts);
            case StudyPage.Reader.Recording recording -> new RecordingContent(model, recording, texts);
        };
        middle.getChildren().setAll(content.node());
    }

    private Node broken(LessonTrouble.Kind why) {
        String reason = switch (why) {
            case MISSING -> texts.text("reader.missing");
            case UNREADABLE -> texts.text("reader.unreadable");
            case ENCRYPTED -> texts.text("reader.encrypted");
            case TOO_LARGE -> texts.text("reader.too-large");
            case OCCUPIED -> texts.text("reader.occupied");
        };
        return Parts.column(
                "touch-notice",
                PageParts.heading(texts.text("reader.broken")),
                Parts.label(reason, "muted", "text-36"));
    }

    private void show() {
        StudyPage.Bar bar = page.bar();
        boolean recording = page.reader() instanceof StudyPage.Reader.Recording;
        time.setText(texts.text("reader.credited", bar.credited().toMinutes()));
        where.setText(recording || bar.of() <= 1 ? "" : texts.text("reader.page", bar.page() + 1, bar.of()));
        before.setVisible(isTurned() && bar.of() > 1);
        before.setDisable(bar.page() == 0);
        after.setText(texts.text(isLast() ? "reader.finish" : "reader.after"));
        content.attention(page.attention());
        sheet.show(page.attention());
    }

    /// Whether it has pages; a film has seconds.
    private boolean isTurned() {
        return page.reader() instanceof StudyPage.Reader.Words || page.reader() instanceof StudyPage.Reader.Sheet;
    }

    private boolean isLast() {
        return !isTurned() || page.bar().page() >= page.bar().of() - 1;
    }

    /// A page that is longer than the screen is drawn up first.
    private void move(int by) {
        if (content.scroll(by)) {
            return;
        }
        if (by > 0 && isLast()) {
            model.close();
        } else {
            model.turn(by);
        }
    }
}
