package org.hongting.kiosk.ui;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;

/// A picture of a scene for people elsewhere: what is [Concealed] is taken out of it before it is painted, and a plate
/// stands in its place. It shows what the application draws, not what the panel makes of it.
public final class ScreenPicture {
    private ScreenPicture() {}

    /// FX thread only. Nobody at the screen sees anything of it: what is taken out is back before the next frame.
    public static Image of(Scene scene) {
        List<Node> hidden = Concealed.below(scene.getRoot());
        List<Double> opacities = hidden.stream().map(Node::getOpacity).toList();
        Image rest;
        try {
            // Not made invisible: what is would lose the focus, and somebody writes there.
            hidden.forEach(node -> node.setOpacity(0));
            rest = scene.snapshot(null);
        } finally {
            for (int i = 0; i < hidden.size(); i++) {
                hidden.get(i).setOpacity(opacities.get(i));
            }
        }
        return hidden.isEmpty() ? rest : withPlates(rest, hidden, scene);
    }

    /// Whether a picture leaves this node out, with everything in it.
    public static boolean leavesOut(Node node) {
        return Concealed.isMarked(node);
    }

    private static Image withPlates(Image rest, List<Node> hidden, Scene scene) {
        Pane page = new Pane(new ImageView(rest));
        page.getStyleClass().add("hongting");
        page.getStylesheets().setAll(scene.getRoot().getStylesheets());
        for (Node node : hidden) {
            Bounds place = node.localToScene(node.getLayoutBounds());
            Label plate = new Label(Concealed.instead(node));
            plate.getStyleClass().add("concealed");
            plate.setWrapText(true);
            plate.resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
            plate.setManaged(false);
            page.getChildren().add(plate);
        }
        return new Scene(page, scene.getWidth(), scene.getHeight()).snapshot(null);
    }
}
