package org.hongting.central.study;

import java.io.Serial;
import org.hongting.protocol.Words;

/// What may not be ruled about learning time or asked by a plan, and why. The word is a key of the console's texts.
public final class StudyRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Why {
        NO_SUCH_MEMBER,
        /// What is ruled needs words.
        NO_NOTE,
        NOTE_TOO_LONG,
        /// Not moments of at most a day, the first before the last, and all of them over.
        NOT_A_SPAN,
        NO_SUCH_CREDIT,
        /// Two people answer for what no terminal saw: who asked cannot grant.
        SAME_PERSON,
        /// As many plans run as may.
        TOO_MANY_PLANS,
        /// Terminals would have to know more about plans than they can hold.
        PLANS_TOO_LARGE,
        TOO_MANY_TESTS,
        /// It is no test with a pass mark, or one of another course.
        TEST_OF_ANOTHER_COURSE;

        public String word() {
            return Words.of(this);
        }
    }

    private final Why why;

    StudyRefusal(Why why) {
        super(why.word());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
