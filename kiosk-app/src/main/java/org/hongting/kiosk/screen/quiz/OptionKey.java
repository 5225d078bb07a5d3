package org.hongting.kiosk.screen.quiz;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.hongting.kiosk.screen.part.Parts;

/// An answer to press: its sign, its words, which wrap, and at the right what became of it. A finger that drew the list
/// presses nothing.
final class OptionKey extends HBox {
    private static final PseudoClass ARMED = PseudoClass.getPseudoClass("armed");

    /// What it looks like.
    enum Look {
        PLAIN,
        CHOSEN,
        /// It is right.
        RIGHT,
        /// It was chosen and is not right.
        WRONG,
        /// It is marked, and was not chosen.
        FADED
    }

    /// @param mark empty where there is nothing to say
    OptionKey(String sign, String words, Look look, String mark, Runnable press) {
        getStyleClass().addAll("switch", "course-card", "option");
        switch (look) {
            case PLAIN -> {}
            case CHOSEN -> getStyleClass().add("chosen");
            case RIGHT -> getStyleClass().add("right");
            case WRONG -> getStyleClass().add("wrong");
            case FADED -> getStyleClass().add("faded");
        }
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(sign + " " + words + " " + mark);
        if (!sign.isEmpty()) {
            getChildren().add(Parts.word(sign, "option-sign", "text-36", "strong"));
        }
        var label = Parts.label(words, "text-36");
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        getChildren().add(label);
        if (!mark.isEmpty()) {
            getChildren().add(Parts.word(mark, "text-28", "strong"));
        }
        boolean takes = look == Look.PLAIN || look == Look.CHOSEN;
        if (takes) {
            addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> pseudoClassStateChanged(ARMED, true));
            addEventHandler(MouseEvent.MOUSE_RELEASED, released -> {
                pseudoClassStateChanged(ARMED, false);
                if (released.isStillSincePress()) {
                    press.run();
                }
            });
        }
    }
}
