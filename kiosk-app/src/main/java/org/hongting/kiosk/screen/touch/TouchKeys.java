package org.hongting.kiosk.screen.touch;

import org.hongting.kiosk.table.Search;
import org.hongting.protocol.touch.PinVerifier;

/// What is typed at the touch screen: a number, a PIN, a name that is looked for. It stands on the page, except for a
/// PIN, of which the page has the count alone. Confined to the scheduler's thread.
public final class TouchKeys {
    /// Signs of the longest student number.
    static final int LONGEST = 32;

    private final TouchViewModel touch;
    private final TouchLine line;
    private final TypedDigits pin = new TypedDigits();

    TouchKeys(TouchViewModel touch, TouchLine line) {
        this.touch = touch;
        this.line = line;
    }

    /// A key of the pad.
    public void type(char key) {
        touch.touched();
        touch.page().ifPresent(open -> {
            switch (open) {
                case TouchPage.StudentNumber number
                when !number.busy() && number.typed().length() < LONGEST ->
                    touch.show(number.with(number.typed() + key));
                case TouchPage.Pin awaited when !awaited.busy() && pin.count() < PinVerifier.DIGITS -> typePin(key);
                case TouchPage.Searching searching
                when searching.typed().length() < LONGEST -> look(searching, searching.typed() + key);
                case TouchPage.Study _ -> touch.study().type(key);
                case TouchPage.Quiz _ -> touch.quiz().type(key);
                default -> {}
            }
        });
    }

    private void typePin(char key) {
        pin.add(key);
        showPin(pin.count() == PinVerifier.DIGITS);
        if (pin.count() == PinVerifier.DIGITS) {
            line.pin(touch.visit(), pin.take());
        }
    }

    /// Takes the last sign back.
    public void erase() {
        touch.touched();
        touch.page().ifPresent(open -> {
            switch (open) {
                case TouchPage.StudentNumber number
                when !number.busy() -> touch.show(number.with(shortened(number.typed())));
                case TouchPage.Pin awaited
                when !awaited.busy() -> {
                    pin.erase();
                    showPin(false);
                }
                case TouchPage.Searching searching -> look(searching, shortened(searching.typed()));
                case TouchPage.Study _ -> touch.study().erase();
                case TouchPage.Quiz _ -> touch.quiz().erase();
                default -> {}
            }
        });
    }

    /// Numbers with letters in them.
    public void switchLetters() {
        touch.touched();
        if (touch.page().orElse(null) instanceof TouchPage.StudentNumber number) {
            touch.show(new TouchPage.StudentNumber(number.purpose(), number.typed(), !number.letters(), number.busy()));
        }
    }

    /// The number is complete.
    public void confirm() {
        touch.touched();
        if (touch.page().orElse(null) instanceof TouchPage.StudentNumber number
                && !number.busy()
                && !number.typed().isEmpty()) {
            touch.show(new TouchPage.StudentNumber(number.purpose(), number.typed(), number.letters(), true));
            line.number(touch.visit(), number.typed(), number.purpose());
        }
    }

    /// What a search found, if the search is still the same.
    public void hear(int asked, String typed, Search found) {
        if (asked == touch.visit()
                && touch.page().orElse(null) instanceof TouchPage.Searching searching
                && searching.typed().equals(typed)) {
            touch.show(new TouchPage.Searching(searching.purpose(), typed, found));
        }
    }

    private void showPin(boolean busy) {
        if (touch.page().orElse(null) instanceof TouchPage.Pin awaited) {
            touch.show(new TouchPage.Pin(
                    awaited.attendee(), busy ? PinVerifier.DIGITS : pin.count(), busy, awaited.byRule()));
        }
    }

    private void look(TouchPage.Searching searching, String typed) {
        touch.show(new TouchPage.Searching(searching.purpose(), typed, searching.found()));
        line.search(touch.visit(), typed);
    }

    private static String shortened(String typed) {
        return typed.isEmpty() ? "" : typed.substring(0, typed.length() - 1);
    }

    /// A PIN that was typed is overwritten.
    void forget() {
        pin.wipe();
    }

    /// The PIN was wrong: it is typed anew.
    void again() {
        showPin(false);
    }
}
