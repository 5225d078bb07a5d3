package org.hongting.kiosk.screen.part;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The few pieces all parts of the screens are made of. How they look stands in the style sheets alone.
public final class Parts {
    private Parts() {}

    /// A text that wraps and is never cut: if it needs more room it takes it.
    public static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// A text on one line that claims its width.
    public static Label word(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(false);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A shape from the style sheet.
    public static Region shape(String... styles) {
        Region shape = new Region();
        shape.getStyleClass().add("shape");
        shape.getStyleClass().addAll(styles);
        return shape;
    }

    /// Something to press. It takes no focus: keys belong to the scanner.
    public static Button button(Runnable press, String... styles) {
        Button button = new Button();
        button.getStyleClass().addAll(styles);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> press.run());
        return button;
    }

    public static HBox row(String style, Node... parts) {
        HBox row = new HBox(parts);
        row.getStyleClass().add(style);
        return row;
    }

    public static VBox column(String style, Node... parts) {
        VBox column = new VBox(parts);
        column.getStyleClass().add(style);
        return column;
    }

    /// A list that may be longer than the room there is: then it is drawn up with a finger, and what stands around it
    /// stays where it is. One that holds nothing needs no room.
    public static Node scrolled(Node list) {
        if (list instanceof Parent parent && parent.getChildrenUnmodifiable().isEmpty()) {
            return list;
        }
        ScrollPane pane = new ScrollPane(list);
        pane.getStyleClass().add("scrolled");
        pane.setFitToWidth(true);
        pane.setPannable(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setFocusTraversable(false);
        return pane;
    }

    /// Room that pushes what follows to the far end of a row.
    public static Region push() {
        Region push = new Region();
        HBox.setHgrow(push, Priority.ALWAYS);
        return push;
    }

    public static <T extends Node> T grow(T part) {
        HBox.setHgrow(part, Priority.ALWAYS);
        VBox.setVgrow(part, Priority.ALWAYS);
        return part;
    }
}
