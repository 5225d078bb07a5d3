package org.hongting.kiosk.screen.part;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// What all pages of the touch screen are made of, whoever they are for.
public final class PageParts {
    private PageParts() {}

    /// A button on one line, at the foot of a page or beside others.
    public static Button action(String text, Runnable press, String... styles) {
        Button button = Parts.button(press, "switch", "text-36");
        button.getStyleClass().addAll(styles);
        button.setText(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// One of several, as wide as there is room; what it says may wrap.
    public static Button choice(String text, Runnable press) {
        Button button = action(text, press, "choice");
        button.setWrapText(true);
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    public static Label heading(String text) {
        return Parts.label(text, "text-48", "strong");
    }

    public static Label hint(String text) {
        return Parts.label(text, "muted", "text-28");
    }
}
