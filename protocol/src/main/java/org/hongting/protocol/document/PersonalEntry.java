package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Score;
import org.jspecify.annotations.Nullable;

/// What a member sees about themself, besides their learning time: as the centre knows it from all terminals. With
/// everything in it that there may be it still fits into a line.
///
/// @param quizzes the latest first, at most [#QUIZZES]
/// @param meetings the latest first, at most [#MEETINGS]
/// @param attended of those meetings, the ones they were at
/// @param expected meetings of this year that are over, were held and asked for them
/// @param wrong questions they answered wrong when they answered them last, the latest first, at most [#WRONG]
/// @param tries of quizzes that limit them, at most [#TRIES]; absent where there is nothing to tell
public record PersonalEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) List<QuizResult> quizzes,
        @JsonProperty(required = true) List<Attended> meetings,
        @JsonProperty(required = true) int attended,
        @JsonProperty(required = true) int expected,
        @JsonProperty(required = true) List<WrongAnswer> wrong,
        @Nullable List<Tries> tries) {
    public static final int QUIZZES = 12;
    public static final int MEETINGS = 15;
    public static final int WRONG = 40;
    public static final int TRIES = 12;

    /// Signs of a title; what is longer is cut.
    public static final int TITLE = 48;

    public PersonalEntry {
        quizzes = List.copyOf(quizzes);
        meetings = List.copyOf(meetings);
        wrong = List.copyOf(wrong);
        // Absent and none are the same, and have the same bytes.
        tries = tries == null || tries.isEmpty() ? null : List.copyOf(tries);
        if (quizzes.size() > QUIZZES
                || meetings.size() > MEETINGS
                || wrong.size() > WRONG
                || (tries != null && tries.size() > TRIES)
                || attended < 0
                || expected < 0) {
            throw new IllegalArgumentException("more than is told of one member");
        }
    }

    /// What the centre counts of one quiz.
    ///
    /// @param day of a daily quiz, absent elsewhere
    public Optional<Tries> tries(QuizId quiz, @Nullable LocalDate day) {
        return tries == null
                ? Optional.empty()
                : tries.stream()
                        .filter(one -> one.quiz().equals(quiz) && Objects.equals(one.day(), day))
                        .findFirst();
    }

    /// How many of the tries that a quiz allows are used up.
    ///
    /// @param day of a daily quiz, which allows them each day; absent elsewhere
    /// @param used attempts that count
    /// @param judged attempts of which the centre said so far whether they count, the latest of them last, at most
    /// [#JUDGED]; absent where none is left, for then it does not matter
    public record Tries(
            @JsonProperty(required = true) QuizId quiz,
            @Nullable LocalDate day,
            @JsonProperty(required = true) int used,
            @Nullable List<AttemptId> judged) {
        public static final int JUDGED = 12;

        public Tries {
            judged = judged == null || judged.isEmpty() ? null : List.copyOf(judged);
            if (used < 0 || used > QuizEntry.ATTEMPTS || (judged != null && judged.size() > JUDGED)) {
                throw new IllegalArgumentException("more than is told of one quiz");
            }
        }

        /// Whether the centre had judged it when it said this.
        public boolean names(AttemptId attempt) {
            return judged != null && judged.contains(attempt);
        }
    }

    /// What an attempt at a test or contest came to.
    ///
    /// @param passed absent where nobody passes or fails
    /// @param place in a contest, as it stands; absent elsewhere
    public record QuizResult(
            @JsonProperty(required = true) QuizId quiz,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) OffsetDateTime at,
            @JsonProperty(required = true) Score score,
            @Nullable Boolean passed,
            @Nullable Integer place) {
        public QuizResult {
            requireTitle(title);
        }
    }

    /// A meeting that asked for them, or that they were at.
    ///
    /// @param state as the console says it: `on-time`, `late`, `on-leave`, `excused`, `missing`, `absent`, `guest`
    public record Attended(
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) OffsetDateTime at,
            @JsonProperty(required = true) String state) {
        private static final int STATE = 24;

        public Attended {
            requireTitle(title);
            if (state.isBlank() || state.length() > STATE) {
                throw new IllegalArgumentException("not a state");
            }
        }
    }

    /// A question of a course's bank.
    public record WrongAnswer(
            @JsonProperty(required = true) CourseId course,
            @JsonProperty(required = true) QuestionId question) {}

    private static void requireTitle(String title) {
        if (title.isBlank() || title.length() > TITLE) {
            throw new IllegalArgumentException("a title has 1 to " + TITLE + " signs");
        }
    }
}
