package org.hongting.central.quiz;

import java.io.Serial;
import org.hongting.protocol.Words;

/// What may not be done to a quiz, and why. The word is a key of the console's texts.
public final class QuizRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Why {
        NO_SUCH_QUIZ,
        /// Not one line of 1 to 64 characters.
        TITLE,
        /// The course has no question bank, or is not here.
        NO_BANK,
        /// The bank has too few questions of a kind, or the paper has none.
        PAPER,
        /// Its end is not after its beginning, or is over already.
        WINDOW,
        CONTEST_WITHOUT_WINDOW,
        CONTEST_WITHOUT_TIME,
        /// Each day has a result of its own, and nothing adds them up for a branch or team.
        DAILY_OF_PEOPLE,
        /// A number that is not among those that are possible.
        NUMBER,
        /// More units than terminals can be told of.
        TOO_MANY_UNITS,
        /// Somebody has a paper already: only title and end may change.
        HAS_BEGUN,
        /// A plan that runs asks for it: it stays a test of its course with a pass mark.
        ASKED_BY_PLAN,
        HAS_ENDED,
        /// Teams belong to a quiz in which teams are ranked.
        NOT_OF_TEAMS,
        TEAM_NAME,
        TOO_MANY_TEAMS,
        NOBODY,
        NO_SUCH_MEMBER,
        IN_ANOTHER_TEAM,
        NO_SUCH_QUESTION,
        NO_SUCH_ATTEMPT,
        /// A ruling names attempt and member, and would be about each of them.
        ATTEMPT_AT_SEVERAL_TERMINALS,
        /// What is ruled needs words.
        NO_NOTE,
        NOTE_TOO_LONG;

        public String word() {
            return Words.of(this);
        }
    }

    private final Why why;
    private final String detail;

    public QuizRefusal(Why why) {
        this(why, "");
    }

    public QuizRefusal(Why why, Throwable cause) {
        this(why, "");
        initCause(cause);
    }

    /// @param detail what the sentence names, like a student number; empty for none
    QuizRefusal(Why why, String detail) {
        super(why.word());
        this.why = why;
        this.detail = detail;
    }

    public Why why() {
        return why;
    }

    public String detail() {
        return detail;
    }
}
