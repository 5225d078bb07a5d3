package org.hongting.central.course.question;

import java.io.Serial;
import org.hongting.central.course.sentence.Said;

/// A question that cannot be taken, with its place and what to do.
final class UnfitQuestion extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int number;
    private final transient Said said;

    UnfitQuestion(int number, Said said) {
        super(said.toString());
        this.number = number;
        this.said = said;
    }

    int number() {
        return number;
    }

    Said said() {
        return said;
    }
}
