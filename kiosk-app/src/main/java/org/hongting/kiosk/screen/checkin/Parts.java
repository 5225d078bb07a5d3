package org.hongting.kiosk.screen.checkin;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The few pieces all parts of this screen are made of. How they look stands in the style sheets alone.
final class Parts {
    private Parts() {}

    /// A text that wraps and is never cut: if it needs more room it takes it.
    static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// A text on one line that claims its width.
    static Label word(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(false);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A shape from the style sheet.
    static Region shape(String... styles) {
        Region shape = new Region();
        shape.getStyleClass().add("shape");
        shape.getStyleClass().addAll(styles);
        return shape;
    }

    /// Something to press. It takes no focus: keys belong to the scanner.
    static Button button(Runnable press, String... styles) {
        Button button = new Button();
        button.getStyleClass().addAll(styles);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> press.run());
        return button;
    }

    static HBox row(String style, Node... parts) {
        HBox row = new HBox(parts);
        row.getStyleClass().add(style);
        return row;
    }

    static VBox column(String style, Node... parts) {
        VBox column = new VBox(parts);
        column.getStyleClass().add(style);
        return column;
    }

    /// Room that pushes what follows to the far end of a row.
    static Region push() {
        Region push = new Region();
        HBox.setHgrow(push, Priority.ALWAYS);
        return push;
    }

    static <T extends Node> T grow(T part) {
        HBox.setHgrow(part, Priority.ALWAYS);
        VBox.setVgrow(part, Priority.ALWAYS);
        return part;
    }
}
