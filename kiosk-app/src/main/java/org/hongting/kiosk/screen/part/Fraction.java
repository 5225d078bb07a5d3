package org.hongting.kiosk.screen.part;

import javafx.scene.layout.Region;

/// A bar that is filled as far as a part goes of a whole. It stands still.
public final class Fraction extends Region {
    private final Region fill = new Region();
    private final double share;

    public Fraction(int part, int whole) {
        this.share = whole == 0 ? 0 : Math.min(1, (double) part / whole);
        getStyleClass().add("fraction");
        fill.getStyleClass().add("fill");
        fill.setVisible(part > 0);
        getChildren().add(fill);
    }

    @Override
    protected void layoutChildren() {
        // Never narrower than its round ends, or the first arrival would look like a splinter.
        fill.resizeRelocate(0, 0, Math.max(getHeight(), getWidth() * share), getHeight());
    }
}
