package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Score;
import org.jspecify.annotations.Nullable;

/// Facts of questions that are answered at a screen. What an answer is worth follows from the bank and is computed
/// again by the centre; what the terminal showed is said once, at the end.
public sealed interface QuizFact extends Fact {
    AttemptId attempt();

    MemberId member();

    /// The longest attempt, in milliseconds of its own time.
    long LONGEST = 24 * 3_600_000L;

    /// Somebody gets a paper.
    ///
    /// @param origin what proved who it was when they signed in
    /// @param course whose questions they are
    /// @param bank SHA-256 of the question bank's file
    /// @param quiz absent where somebody practises
    /// @param round which time it is: `1`, `2` and so on, with some chance behind it where a second try is another
    /// paper, or the day of a daily quiz; empty where somebody practises
    /// @param paper seals which questions are asked, in which order
    /// @param count how many questions there are
    record Begun(
            @JsonProperty(required = true) AttemptId attempt,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @JsonProperty(required = true) CourseId course,
            @JsonProperty(required = true) Digest bank,
            @Nullable QuizId quiz,
            @JsonProperty(required = true) String round,
            @JsonProperty(required = true) Digest paper,
            @JsonProperty(required = true) int count)
            implements QuizFact {
        private static final int ROUND = 10;

        public Begun {
            if (round.length() > ROUND || (quiz == null) != round.isEmpty() || count < 1 || count > PaperRule.MOST) {
                throw new IllegalArgumentException("not the beginning of an attempt");
            }
        }
    }

    /// A question was answered, perhaps not for the first time: the last answer counts.
    ///
    /// @param used milliseconds of the attempt's own time
    record Answered(
            @JsonProperty(required = true) AttemptId attempt,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) QuestionId question,
            @JsonProperty(required = true) Answer answer,
            @JsonProperty(required = true) long used)
            implements QuizFact {
        public Answered {
            requireTime(used);
        }
    }

    /// The paper was handed in, or taken in.
    ///
    /// @param shown what the screen said was reached
    /// @param used milliseconds of the attempt's own time
    /// @param breaks how often the terminal stopped while it ran
    record Ended(
            @JsonProperty(required = true) AttemptId attempt,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Ending ending,
            @JsonProperty(required = true) Score shown,
            @JsonProperty(required = true) long used,
            @JsonProperty(required = true) int breaks)
            implements QuizFact {
        public Ended {
            requireTime(used);
            if (breaks < 0) {
                throw new IllegalArgumentException("there are no fewer than no breaks");
            }
        }
    }

    /// Why a paper is answered no more.
    enum Ending {
        @JsonProperty("handed-in")
        HANDED_IN,
        @JsonProperty("time-up")
        TIME_UP,
        /// Whoever answered left, or was not there any more.
        @JsonProperty("left")
        LEFT,
        /// The quiz was closed, or its questions were no longer at hand.
        @JsonProperty("closed")
        CLOSED
    }

    private static void requireTime(long used) {
        if (used < 0 || used > LONGEST) {
            throw new IllegalArgumentException("not the time of an attempt");
        }
    }
}
