package org.hongting.central.course.question;

import java.io.Serial;
import org.hongting.central.course.sentence.Said;

/// A text that no question can have, found where its place in the file is not known.
final class UnfitText extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    UnfitText(Said said) {
        super(said.toString());
        this.said = said;
    }

    Said said() {
        return said;
    }
}
