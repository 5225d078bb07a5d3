package org.hongting.kiosk.screen.checkin;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// Shows where to hold the card and where the code. It stands still: an idle kiosk costs no processor time.
final class ReaderPicture extends HBox {
    ReaderPicture(Texts texts) {
        getStyleClass().add("reader-picture");
        Region line = new Region();
        line.getStyleClass().add("upright");
        getChildren()
                .addAll(
                        Parts.grow(way("card", texts.text("idle.card"))),
                        line,
                        Parts.grow(way("code", texts.text("idle.code"))));
    }

    private static Region way(String kind, String words) {
        StackPane picture = new StackPane(
                Parts.shape(kind + "-body"),
                Parts.shape(kind + "-detail"),
                Parts.shape("chevrons"),
                Parts.shape(kind + "-target"));
        picture.getStyleClass().add("way-picture");
        Region way = Parts.column("way", picture, Parts.label(words, "way-words", "text-28"));
        return way;
    }
}
