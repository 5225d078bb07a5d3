package org.hongting.kiosk.screen.touch;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// Covers a page that nobody touches, and what was typed there: a shrinking ring, the seconds, and one button. Any
/// touch goes on. It follows
/// the view model in place, so that no press falls between two drawings.
final class LeavingSheet extends StackPane {
    private static final double WHOLE = 360;
    private static final double QUARTER = 90;

    private final Label seconds = Parts.word("", "text-72", "strong");
    private final Arc ring = new Arc();
    private final VBox card;
    // Kept here, because the view model holds it weakly only for as long as this sheet lives.
    private final ChangeListener<Optional<Integer>> listener = (_, _, left) -> show(left);

    LeavingSheet(TouchViewModel model, Texts texts) {
        getStyleClass().add("leaving");
        Button stay = Parts.button(model::touched, "switch", "primary", "stay", "text-48", "strong");
        stay.setText(texts.text("touch.continue"));
        ring.getStyleClass().add("ring");
        ring.setType(ArcType.OPEN);
        ring.setStartAngle(QUARTER);
        StackPane clock = new StackPane(ring, seconds);
        clock.getStyleClass().add("ring-place");
        ring.radiusXProperty().bind(clock.widthProperty().divide(2));
        ring.radiusYProperty().bind(clock.heightProperty().divide(2));
        card = Parts.column(
                "leaving-card",
                Parts.label(texts.text("touch.leaving"), "text-48", "strong"),
                clock,
                Parts.label(texts.text("touch.leaving.next"), "text-36"),
                stay);
        setOnMousePressed(_ -> model.touched());
        model.leaving().addListener(new javafx.beans.value.WeakChangeListener<>(listener));
        show(model.leaving().get());
    }

    private void show(Optional<Integer> left) {
        setVisible(left.isPresent());
        if (left.isEmpty()) {
            getChildren().clear();
        }
        left.ifPresent(count -> {
            seconds.setText(String.valueOf(count));
            ring.setLength(WHOLE * count / TouchViewModel.COUNTDOWN);
            if (getChildren().isEmpty()) {
                getChildren().add(card);
            }
        });
    }
}
