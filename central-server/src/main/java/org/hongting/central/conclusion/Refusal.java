package org.hongting.central.conclusion;

import java.io.Serial;
import org.hongting.protocol.Words;

/// What may not be ruled, and why. The word is a key of the console's texts.
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Why {
        NO_SUCH_MEETING,
        NO_SUCH_MEMBER,
        /// The terminal has reported, or is none of the meeting's.
        NOT_WAITED_FOR,
        /// A meeting cannot be joined into itself, twice, or into one that was joined itself or is cancelled.
        CANNOT_BE_JOINED,
        /// What is sealed stands for itself; the other may be joined into it, as an amendment.
        SEALED_BEFORE,
        /// A terminal of the meeting may still hold arrivals.
        NOT_COMPLETE,
        /// Nothing changed since the last seal.
        NOTHING_NEW,
        NO_SEAL,
        /// Two people answer for a record: who sealed it cannot countersign it.
        SAME_PERSON,
        /// The record changed since it was sealed: seal the amendment first.
        CHANGED_SINCE,
        NOTE_TOO_LONG,
        /// What is ruled needs words.
        NO_NOTE,
        /// No closing holds, or the meeting's time is over anyway.
        NOT_CLOSED;

        public String word() {
            return Words.of(this);
        }
    }

    private final Why why;

    Refusal(Why why) {
        super(why.word());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
