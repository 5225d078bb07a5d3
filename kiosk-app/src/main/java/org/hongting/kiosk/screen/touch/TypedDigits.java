package org.hongting.kiosk.screen.touch;

/// Digits that nobody else may see: they stand in no state, and what is taken or given up is overwritten.
final class TypedDigits {
    private final StringBuilder digits = new StringBuilder();

    void add(char digit) {
        digits.append(digit);
    }

    void erase() {
        digits.setLength(Math.max(0, digits.length() - 1));
    }

    int count() {
        return digits.length();
    }

    /// What was typed; nothing of it stays here.
    String take() {
        String typed = digits.toString();
        wipe();
        return typed;
    }

    void wipe() {
        for (int i = 0; i < digits.length(); i++) {
            digits.setCharAt(i, '0');
        }
        digits.setLength(0);
    }
}
