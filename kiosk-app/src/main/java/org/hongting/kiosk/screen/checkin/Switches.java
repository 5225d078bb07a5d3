package org.hongting.kiosk.screen.checkin;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// What anybody may press on the check-in page: the ways in that need no card, and how it is read. Made once and kept,
/// so that no redraw falls between a press and its release.
final class Switches extends VBox {
    private final Button number;
    private final Button code;
    private final Button charge;
    private final Button own;
    private final Button study;
    private final Button contrast;
    private final Button language;
    private final Button larger;

    private record Arrangement(
            boolean portrait, boolean open, boolean offersCode, boolean larger, List<String> offered) {}

    private Arrangement arrangement = new Arrangement(false, false, false, false, List.of());
    private final HBox upper = Parts.row("switches");
    private final HBox lower = Parts.row("switches");

    private final CheckInViewModel model;

    Switches(CheckInViewModel model) {
        this.model = model;
        getStyleClass().add("switch-rows");
        number = Parts.button(model.touch()::openNumber, "switch", "way-in", "text-28", "strong");
        code = Parts.button(model.touch()::openCode, "switch", "text-28");
        charge = Parts.button(model.touch()::openCharge, "switch", "text-28");
        own = Parts.button(model.touch().own()::open, "switch", "text-28");
        own.setMaxWidth(Double.MAX_VALUE);
        study = Parts.button(model.touch().own()::openStudy, "switch", "text-28");
        study.setMaxWidth(Double.MAX_VALUE);
        contrast = Parts.button(model::switchContrast, "switch", "contrast-switch");
        contrast.setGraphic(Parts.shape("contrast-shape"));
        language = Parts.button(model::switchLanguage, "switch", "text-28");
        larger = Parts.button(model::switchLarger, "switch", "text-28");
        number.setMaxWidth(Double.MAX_VALUE);
        code.setMaxWidth(Double.MAX_VALUE);
        charge.setMaxWidth(Double.MAX_VALUE);
        upper.setManaged(false);
        lower.getChildren().addAll(contrast, larger, language);
        getChildren().addAll(upper, lower);
    }

    /// @param open whether people are taken: otherwise there is nothing to type for
    /// @param offersCode whether phones may scan a code
    void show(Appearance appearance, Texts texts, boolean portrait, boolean open, boolean offersCode) {
        code.setText(texts.text("idle.code-here"));
        number.setText(texts.text("idle.number"));
        charge.setText(texts.text("idle.charge"));
        own.setText(texts.text("idle.own"));
        study.setText(texts.text("idle.study"));
        contrast.setAccessibleText(texts.text("switch.contrast"));
        language.setText(texts.text("switch.language"));
        larger.setText(texts.text(appearance.larger() ? "switch.standard" : "switch.larger"));
        arrange(new Arrangement(
                portrait,
                open,
                offersCode,
                appearance.larger(),
                model.habits().get().buttons()));
    }

    private void arrange(Arrangement wanted) {
        if (wanted.equals(arrangement)) {
            return;
        }
        arrangement = wanted;
        upper.getChildren().clear();
        lower.getChildren().clear();
        if (wanted.open() && wanted.portrait()) {
            upper.getChildren().setAll(Parts.grow(number), Parts.grow(study), Parts.grow(own), Parts.grow(charge));
        } else if (wanted.open()) {
            lower.getChildren().setAll(number, study, own, charge, Parts.push());
        }
        lower.getChildren().addAll(contrast, larger, language);
        if (wanted.open() && wanted.offersCode()) {
            HBox row = wanted.portrait() ? upper : lower;
            row.getChildren().add(1, wanted.portrait() ? Parts.grow(code) : code);
        }
        if (wanted.larger() || wanted.offersCode()) {
            // There is room for so much: whoever is in charge finds their button on their own page too.
            upper.getChildren().remove(charge);
            lower.getChildren().remove(charge);
        }
        Map<String, Button> ways = Map.of("number", number, "code", code, "study", study, "own", own, "charge", charge);
        ways.forEach((word, button) -> {
            if (!wanted.offered().contains(word)) {
                upper.getChildren().remove(button);
                lower.getChildren().remove(button);
            }
        });
        upper.setManaged(!upper.getChildren().isEmpty());
    }
}
