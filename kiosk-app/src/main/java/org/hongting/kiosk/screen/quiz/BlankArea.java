package org.hongting.kiosk.screen.quiz;

import java.util.function.Consumer;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import org.hongting.kiosk.ui.ScanGuard;
import org.hongting.protocol.quiz.Question;

/// A blank to fill in, by the keys on the screen or by a keyboard, where there is one. A scan meanwhile is read as
/// always and leaves nothing in it.
final class BlankArea extends StackPane {
    private final TextArea area;

    BlankArea(String text, Consumer<String> typed) {
        area = new TextArea(text);
        area.setWrapText(true);
        area.getStyleClass().addAll("text-36", "short");
        area.setTextFormatter(ScanGuard.formatter(Question.OPTION, System::nanoTime));
        area.positionCaret(text.length());
        area.textProperty().addListener((_, _, now) -> typed.accept(now));
        area.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                area.requestFocus();
            }
        });
        getChildren().add(area);
    }

    void show(String words) {
        if (!area.getText().equals(words)) {
            area.setText(words);
            area.positionCaret(words.length());
        }
    }
}
