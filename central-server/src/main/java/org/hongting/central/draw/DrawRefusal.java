package org.hongting.central.draw;

import java.io.Serial;
import org.hongting.protocol.Words;

/// What may not be done with a draw, and why. The word is a key of the console's texts.
public final class DrawRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Why {
        NO_SUCH_DRAW,
        /// No title, or one that is too long or not one line.
        TITLE,
        /// No prizes, too many, or one without a name.
        PRIZES,
        /// It was done already, or another step comes first.
        OUT_OF_ORDER,
        NO_SUCH_SOURCE,
        NO_SUCH_MEETING,
        /// A number is nobody's: a slip of the pen would leave somebody out.
        UNKNOWN_NUMBER,
        /// Fewer people than prizes.
        TOO_FEW,
        TOO_MANY,
        /// Nothing was called, too much, or more than one line.
        CALL,
        /// A draw is not cancelled without a reason.
        NO_REASON;

        public String word() {
            return Words.of(this);
        }
    }

    private final Why why;

    public DrawRefusal(Why why) {
        super(why.word());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
