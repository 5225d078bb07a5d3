package org.hongting.kiosk.screen.study;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;

/// Something of a list to choose: what it is, a word about it, and how far it is. Its words wrap, which those of a
/// button's picture cannot. A finger that drew the list presses nothing.
public final class Card extends HBox {
    private static final PseudoClass ARMED = PseudoClass.getPseudoClass("armed");

    public Card(String title, String words, String share, Runnable press) {
        getStyleClass().addAll("switch", "course-card");
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(title);
        Node left = Parts.column("course-words", Parts.label(title, "text-36", "strong"), PageParts.hint(words));
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, Parts.word(share, "text-36", "strong"));
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> pseudoClassStateChanged(ARMED, true));
        addEventHandler(MouseEvent.MOUSE_RELEASED, released -> {
            pseudoClassStateChanged(ARMED, false);
            if (released.isStillSincePress()) {
                press.run();
            }
        });
    }
}
