package org.hongting.kiosk.screen.checkin;

import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/// Lets a shape appear from left to right, as if it were drawn: once, briefly, and then nothing moves any more.
final class Drawn extends Transition {
    private static final Duration TIME = Duration.millis(200);

    private final Region shape;
    private final Rectangle shown = new Rectangle();

    Drawn(Region shape) {
        this.shape = shape;
        setCycleDuration(TIME);
        setInterpolator(Interpolator.EASE_OUT);
        shown.heightProperty().bind(shape.heightProperty());
        shape.setClip(shown);
        setOnFinished(_ -> shape.setClip(null));
    }

    @Override
    protected void interpolate(double fraction) {
        shown.setWidth(shape.getWidth() * fraction);
    }
}
