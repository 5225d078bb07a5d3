package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class KeyCaptureTest {
    private final StringBuilder typed = new StringBuilder();

    @Test
    void whatIsTypedReachesTheSinkAndNoControl() {
        Toolkit.onFxThread(() -> {
            Button button = new Button();
            StringBuilder seen = new StringBuilder();
            button.addEventHandler(KeyEvent.ANY, seen::append);
            Scene scene = new Scene(new StackPane(button));
            try (KeyCapture _ = new KeyCapture(scene, (symbol, _) -> typed.append(symbol), () -> 7)) {
                type(button, "0563 537489");
                press(button, KeyCode.ENTER, false);
                press(button, KeyCode.TAB, false);
            }
            assertThat(typed).hasToString("0563 537489\r\t");
            assertThat(seen).isEmpty();
            return null;
        });
    }

    @Test
    void shortcutsPassAndNothingIsTakenAfterClosing() {
        Toolkit.onFxThread(() -> {
            Button button = new Button();
            StringBuilder seen = new StringBuilder();
            button.addEventHandler(KeyEvent.KEY_PRESSED, event -> seen.append(event.getCode()));
            Scene scene = new Scene(new StackPane(button));
            try (KeyCapture _ = new KeyCapture(scene, (symbol, _) -> typed.append(symbol), () -> 7)) {
                press(button, KeyCode.ENTER, true);
            }
            press(button, KeyCode.ENTER, false);
            assertThat(typed).isEmpty();
            assertThat(seen).hasToString("ENTERENTER");
            return null;
        });
    }

    private static void type(Button target, String text) {
        for (String sign : text.codePoints().mapToObj(Character::toString).toList()) {
            target.fireEvent(
                    new KeyEvent(KeyEvent.KEY_TYPED, sign, sign, KeyCode.UNDEFINED, false, false, false, false));
        }
    }

    private static void press(Button target, KeyCode code, boolean control) {
        String sign = code == KeyCode.ENTER ? "\r" : "\t";
        target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, sign, sign, code, false, control, false, false));
        if (!control) {
            target.fireEvent(
                    new KeyEvent(KeyEvent.KEY_TYPED, sign, sign, KeyCode.UNDEFINED, false, false, false, false));
        }
        target.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, sign, sign, code, false, control, false, false));
    }
}
