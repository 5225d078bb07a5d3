package org.hongting.kiosk.screen.quiz;

import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.quiz.Ranking;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;

/// How a contest stands, with the own place marked and the age of what is told.
final class RanksPane extends StackPane {
    private final Texts texts;
    private final QuizWords words;

    RanksPane(QuizViewModel model, QuizPage.Ranks page, PageForm form, QuizWords words) {
        this.texts = form.texts();
        this.words = words;
        Ranking ranking = page.ranking();
        VBox list = Parts.column("study-list");
        // Whoever stands for a branch or team looks for that first.
        boolean alone = page.quiz().mode() == QuizEntry.Mode.PERSON;
        if (!alone) {
            places(list, texts.text("quiz.rank-groups"), ranking.groups(), ranking);
        }
        places(list, alone ? "" : texts.text("quiz.rank-people"), ranking.people(), ranking);
        if (list.getChildren().isEmpty()) {
            list.getChildren()
                    .add(Parts.column(
                            "touch-notice",
                            PageParts.heading(texts.text("quiz.no-ranks")),
                            Parts.label(texts.text("quiz.no-ranks-next"), "muted", "text-36")));
        }
        VBox middle = Parts.column(
                "study-page",
                PageParts.heading(page.quiz().title()),
                PageParts.hint(ranking.age().map(this::age).orElse(texts.text("quiz.rank-follows"))),
                Parts.grow(Parts.scrolled(list)));
        HBox foot = Parts.row(
                "touch-foot",
                PageParts.action(texts.text("touch.back"), model::back),
                Parts.push(),
                PageParts.action(
                        texts.text("quiz.refresh"),
                        () -> model.openRanks(page.quiz().id())));
        getChildren().add(Parts.column("touch-page", Parts.grow(new StackPane(middle)), foot));
    }

    private String age(Duration age) {
        return age.toMinutes() == 0 ? texts.text("quiz.age-now") : texts.text("quiz.age", words.until(age));
    }

    private void places(VBox list, String heading, List<RankEntry> entries, Ranking ranking) {
        if (entries.isEmpty()) {
            return;
        }
        if (!heading.isEmpty()) {
            list.getChildren().add(PageParts.hint(heading));
        }
        entries.forEach(entry -> list.getChildren()
                .add(place(entry, ranking.own().filter(entry.id()::equals).isPresent())));
    }

    private Node place(RankEntry entry, boolean own) {
        HBox row = Parts.row(
                "rank-row",
                Parts.word(String.valueOf(entry.place()), "rank-place", "text-36", "strong"),
                Parts.label(entry.name(), "text-36"));
        if (own) {
            row.getStyleClass().add("own");
            row.getChildren().add(Parts.word(texts.text("quiz.you"), "quiz-chip", "text-28", "strong"));
        }
        row.getChildren()
                .addAll(
                        Parts.push(),
                        Parts.word(QuizPane.clock(Duration.ofMillis(entry.used())), "text-28", "muted"),
                        Parts.word(texts.text("quiz.percent", entry.score().percent()), "text-36", "strong"));
        return row;
    }
}
