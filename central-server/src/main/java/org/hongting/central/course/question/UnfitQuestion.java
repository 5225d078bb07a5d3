package org.hongting.central.course.question;

import java.io.Serial;

/// A question that cannot be taken, with its place and what to do.
final class UnfitQuestion extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int number;
    private final String text;

    UnfitQuestion(int number, String text) {
        super(text);
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }
}
