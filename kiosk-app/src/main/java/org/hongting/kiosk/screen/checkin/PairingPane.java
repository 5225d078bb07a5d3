package org.hongting.kiosk.screen.checkin;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.claim.PairingWords;

/// The first screen of a new machine: a code for the administrator's phone, and five words that must stand in the
/// console too. Both languages are shown, because nobody here has chosen one.
final class PairingPane extends StackPane {
    PairingPane(PairingPage page, PageForm form) {
        getStyleClass().add("pairing");
        Texts texts = form.texts();
        VBox told = Parts.column("pairing-told", Parts.label(texts.text("pairing.heading"), "text-48", "strong"));
        told.getChildren()
                .addAll(
                        Parts.label(
                                page.page().isPresent() ? texts.text("pairing.scan") : texts.text("pairing.open"),
                                "text-28"),
                        Parts.label(texts.text("pairing.compare"), "text-28"),
                        words(page, texts),
                        Parts.label(
                                page.looked()
                                        ? texts.text("pairing.looked")
                                        : texts.text("pairing.server", page.centre()),
                                "muted",
                                "text-22"));
        Pane both = form.portrait() ? new VBox() : new HBox();
        both.getStyleClass().add("pairing-both");
        both.getChildren().add(form.portrait() ? told : Parts.grow(told));
        page.page().ifPresent(address -> both.getChildren().add(code(address)));
        getChildren().add(both);
    }

    private static Node words(PairingPage page, Texts texts) {
        boolean chinese = texts.language() == Language.CHINESE;
        FlowPane row = new FlowPane();
        row.getStyleClass().add("pairing-words");
        for (PairingWords.Word word : page.words()) {
            row.getChildren()
                    .add(Parts.column(
                            "pairing-word",
                            Parts.word(
                                    chinese ? word.chinese() : word.english(),
                                    chinese ? "text-36" : "text-28",
                                    "strong"),
                            Parts.word(chinese ? word.english() : word.chinese(), "muted", "text-22")));
        }
        return row;
    }

    private static Node code(String address) {
        SVGPath outline = new SVGPath();
        outline.setContent(QrSymbol.of(address).outline());
        Region symbol = new Region();
        symbol.getStyleClass().add("symbol");
        symbol.setShape(outline);
        StackPane ground = new StackPane(symbol);
        ground.getStyleClass().add("symbol-ground");
        return ground;
    }
}
