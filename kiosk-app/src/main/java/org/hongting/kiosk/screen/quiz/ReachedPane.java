package org.hongting.kiosk.screen.quiz;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// What an attempt came to, and what was not right.
final class ReachedPane extends StackPane {
    private final Texts texts;
    private final QuizWords words;

    ReachedPane(QuizViewModel model, QuizReply.Result result, PageForm form, QuizWords words) {
        this.texts = form.texts();
        this.words = words;
        VBox list = Parts.column("study-list", top(result));
        List<QuizReply.Reviewed> wrong = result.wrong();
        if (result.secret().isPresent()) {
            list.getChildren().add(PageParts.hint(words.secret(result.secret().get())));
        } else if (wrong.isEmpty()) {
            list.getChildren().add(PageParts.hint(texts.text("quiz.nothing-wrong")));
        } else {
            list.getChildren().add(PageParts.hint(texts.text("quiz.wrong-count", wrong.size())));
            wrong.forEach(one -> list.getChildren().add(reviewed(one)));
        }
        HBox foot = Parts.row("touch-foot", PageParts.action(texts.text("touch.back"), model::back), Parts.push());
        result.ranked()
                .ifPresent(quiz -> foot.getChildren()
                        .add(PageParts.action(texts.text("quiz.ranks"), () -> model.openRanks(quiz))));
        foot.getChildren().add(PageParts.action(texts.text("quiz.done"), model::back, "primary"));
        getChildren()
                .add(Parts.column(
                        "touch-page",
                        Parts.grow(new StackPane(Parts.column("study-page", Parts.grow(Parts.scrolled(list))))),
                        foot));
    }

    private Node top(QuizReply.Result result) {
        VBox said = Parts.column(
                "course-words",
                PageParts.heading(words.ending(result.ending())),
                PageParts.hint(result.title()),
                Parts.label(words.points(result.score()), "text-36"));
        result.passed()
                .ifPresent(passed -> said.getChildren()
                        .add(Parts.label(
                                texts.text(passed ? "quiz.passed" : "quiz.not-passed"),
                                passed ? "quiz-passed" : "quiz-not-passed",
                                "text-36",
                                "strong")));
        result.ranked().ifPresent(_ -> said.getChildren().add(PageParts.hint(texts.text("quiz.rank-follows"))));
        return Parts.row(
                "quiz-reached",
                Parts.grow(said),
                Parts.word(texts.text("quiz.percent", result.score().percent()), "text-112", "strong"));
    }

    private Node reviewed(QuizReply.Reviewed one) {
        VBox card = Parts.column(
                "quiz-review",
                Parts.label(one.item().question().text(), "text-36", "strong"),
                Parts.label(texts.text("quiz.yours", words.answer(one.item(), one.answer())), "text-28"),
                Parts.label(texts.text("quiz.key", words.right(one.item())), "text-28", "strong"));
        Optional.ofNullable(one.item().question().explanation())
                .ifPresent(explanation -> card.getChildren()
                        .add(Parts.label(texts.text("quiz.explanation", explanation), "muted", "text-28")));
        return card;
    }
}
