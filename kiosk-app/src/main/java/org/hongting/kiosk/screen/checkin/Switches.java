package org.hongting.kiosk.screen.checkin;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.hongting.kiosk.ui.Texts;

/// The two things anybody may change. Made once and kept, so that no redraw falls between a press and its release.
final class Switches extends HBox {
    private final Button language;
    private final Button larger;

    Switches(CheckInViewModel model) {
        getStyleClass().add("switches");
        language = button(model::switchLanguage);
        larger = button(model::switchLarger);
        getChildren().addAll(larger, language);
    }

    void show(Appearance appearance, Texts texts) {
        language.setText(texts.text("switch.language"));
        larger.setText(texts.text(appearance.larger() ? "switch.standard" : "switch.larger"));
    }

    private static Button button(Runnable press) {
        Button button = new Button();
        button.getStyleClass().addAll("switch", "text-28");
        // Keys belong to the scanner.
        button.setFocusTraversable(false);
        button.setOnAction(_ -> press.run());
        return button;
    }
}
