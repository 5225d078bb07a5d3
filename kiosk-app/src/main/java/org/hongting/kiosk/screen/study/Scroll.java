package org.hongting.kiosk.screen.study;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// A page that may be longer than the screen: it is drawn with a finger, or a screenful at a time by the arrows.
final class Scroll extends ScrollPane {
    /// So much of the screen before stays in sight.
    private static final double KEPT = 0.1;

    private static final double NEARLY = 1;

    Scroll(Node content) {
        super(content);
        getStyleClass().addAll("scrolled", "page-scroll");
        setFitToWidth(true);
        setPannable(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
    }

    /// What of the page is in sight, in its own measure.
    double top() {
        return getVvalue() * hidden();
    }

    double bottom() {
        return top() + getViewportBounds().getHeight();
    }

    /// @return false where there is nothing more that way
    boolean move(int by) {
        double hidden = hidden();
        double to = top() + by * getViewportBounds().getHeight() * (1 - KEPT);
        boolean moves = by > 0 ? top() < hidden - NEARLY : top() > NEARLY;
        if (moves) {
            setVvalue(Math.clamp(to / hidden, 0, 1));
        }
        return moves;
    }

    private double hidden() {
        Bounds all = getContent().getLayoutBounds();
        return Math.max(0, all.getHeight() - getViewportBounds().getHeight());
    }
}
