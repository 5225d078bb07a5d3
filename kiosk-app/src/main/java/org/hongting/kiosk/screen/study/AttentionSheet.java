package org.hongting.kiosk.screen.study;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.util.Duration;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.study.LearningRule;

/// Asks whether anybody is there, and covers the lesson or the questions once nobody was. It names nobody.
public final class AttentionSheet extends StackPane {
    private static final double WHOLE = 360;
    private static final double QUARTER = 90;

    /// What its keys do.
    public interface Hand {
        /// 「继续学习」
        void here();

        /// Whoever has no card at hand.
        void resumeByPin();

        void signOut();
    }

    private final Hand model;
    private final Texts texts;
    private final Label seconds = Parts.word("", "text-72", "strong");
    private final Arc ring = new Arc();
    private final Timeline ticking = new Timeline();
    private StudyPage.Attention shown = StudyPage.Attention.THERE;
    private int left;

    public AttentionSheet(Hand model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("leaving");
        setVisible(false);
        ring.getStyleClass().add("ring");
        ring.setType(ArcType.OPEN);
        ring.setStartAngle(QUARTER);
        ticking.getKeyFrames().setAll(new KeyFrame(Duration.seconds(1), _ -> tick(left - 1)));
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                ticking.stop();
            }
        });
    }

    public void show(StudyPage.Attention attention) {
        if (attention == shown) {
            return;
        }
        shown = attention;
        ticking.stop();
        setVisible(attention != StudyPage.Attention.THERE);
        switch (attention) {
            case THERE -> getChildren().clear();
            case ASKED -> {
                ask();
                left = (int) LearningRule.STANDARD.asked().toSeconds();
                tick(left);
                ticking.setCycleCount(left);
                ticking.playFromStart();
            }
            case PAUSED ->
                cover(
                        texts.text("reader.paused"),
                        texts.text("reader.paused-next"),
                        stay(texts.text("reader.continue"), model::here));
            case AWAY ->
                cover(
                        texts.text("reader.paused"),
                        texts.text("reader.away-next"),
                        PageParts.action(texts.text("reader.by-pin"), model::resumeByPin));
        }
    }

    private void ask() {
        StackPane clock = new StackPane(ring, seconds);
        clock.getStyleClass().add("ring-place");
        ring.radiusXProperty().bind(clock.widthProperty().divide(2));
        ring.radiusYProperty().bind(clock.heightProperty().divide(2));
        getChildren()
                .setAll(Parts.column(
                        "leaving-card",
                        Parts.label(texts.text("reader.asked"), "text-48", "strong"),
                        clock,
                        Parts.label(texts.text("reader.asked-next"), "text-36"),
                        stay(texts.text("reader.continue"), model::here)));
    }

    private void cover(String heading, String next, Button act) {
        VBox card = Parts.column(
                "leaving-card",
                Parts.label(heading, "text-48", "strong"),
                Parts.label(next, "text-36"),
                act,
                PageParts.action(texts.text("study.sign-out"), model::signOut));
        getChildren().setAll(card);
    }

    private static Button stay(String words, Runnable press) {
        Button stay = Parts.button(press, "switch", "primary", "stay", "text-48", "strong");
        stay.setText(words);
        return stay;
    }

    private void tick(int now) {
        left = Math.max(0, now);
        seconds.setText(String.valueOf(left));
        ring.setLength(WHOLE * left / LearningRule.STANDARD.asked().toSeconds());
    }
}
