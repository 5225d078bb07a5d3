package org.hongting.central.request;

import java.io.Serial;
import org.hongting.protocol.Words;

/// What may not be asked or answered, and why. The word is a key of the console's texts and of the phone's.
public final class RequestRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Why {
        /// No such meeting, or one at which the member is not expected.
        NOT_YOUR_MEETING,
        /// Leave is asked for before the start, 补签 from the end on and for some days.
        NOT_NOW,
        /// The member is known to have been there, or has leave already.
        NOT_NEEDED,
        ALREADY_ASKED,
        TOO_MANY,
        TOO_LONG,
        /// It was answered or withdrawn meanwhile.
        NOT_OPEN,
        /// A refusal says why.
        NO_ANSWER;

        public String word() {
            return Words.of(this);
        }
    }

    private final Why why;

    RequestRefused(Why why) {
        super(why.word());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
