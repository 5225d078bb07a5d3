package org.hongting.kiosk.screen.touch;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// Large keys. They type into the view model and stay where they are while the page is the same.
final class KeyPad extends VBox {
    private static final List<String> LETTERS = List.of("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM");
    private static final List<String> DIGITS = List.of("123", "456", "789");

    private final TouchViewModel model;
    private final Texts texts;

    private KeyPad(TouchViewModel model, Texts texts, String style) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("keypad", style);
    }

    /// Ten digits.
    ///
    /// @param letters whether a key leads to letters
    static KeyPad digits(TouchViewModel model, Texts texts, boolean letters) {
        KeyPad pad = new KeyPad(model, texts, "digits");
        DIGITS.forEach(keys -> pad.getChildren().add(pad.row(keys)));
        Button left = letters ? pad.word("touch-letters", model.keys()::switchLetters) : pad.nothing();
        left.setText(letters ? texts.text("touch.letters") : "");
        pad.getChildren().add(pad.line(left, pad.key('0'), pad.erase()));
        return pad;
    }

    /// Digits and letters.
    ///
    /// @param back whether a key leads back to digits alone
    static KeyPad letters(TouchViewModel model, Texts texts, boolean back) {
        KeyPad pad = new KeyPad(model, texts, "letters");
        LETTERS.subList(0, LETTERS.size() - 1).forEach(keys -> pad.getChildren().add(pad.row(keys)));
        HBox last = pad.row(LETTERS.getLast());
        if (back) {
            Button digits = pad.word("touch-digits", model.keys()::switchLetters);
            digits.setText(texts.text("touch.digits"));
            last.getChildren().addFirst(digits);
        }
        last.getChildren().add(pad.erase());
        pad.getChildren().add(last);
        return pad;
    }

    private HBox row(String keys) {
        return line(keys.chars().mapToObj(key -> key((char) key)).toArray(Button[]::new));
    }

    private HBox line(Button... keys) {
        return Parts.row("keys", keys);
    }

    private Button key(char key) {
        Button button = Parts.button(() -> model.keys().type(key), "key", "text-48", "strong");
        button.setText(String.valueOf(key));
        return button;
    }

    private Button erase() {
        Button button = word("erase", model.keys()::erase);
        button.setText(texts.text("touch.erase"));
        return button;
    }

    private Button word(String style, Runnable press) {
        return Parts.button(press, "key", "word-key", style, "text-28");
    }

    /// Keeps the place of a key.
    private Button nothing() {
        Button button = word("no-key", () -> {});
        button.setVisible(false);
        return button;
    }
}
