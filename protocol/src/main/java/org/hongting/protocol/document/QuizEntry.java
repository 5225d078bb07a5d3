package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// A test or contest that terminals hold.
///
/// @param title as shown
/// @param course whose question bank it takes
/// @param bank SHA-256 of that bank's file: fixed with the quiz, so that nobody changes a question later
/// @param seed from which everybody's paper follows ([org.hongting.protocol.draw.Paper])
/// @param part whether part of the right options is worth something
/// @param seconds how long there is for one paper; absent where there is no limit
/// @param opens absent where it is open already
/// @param closes absent where it stays open
/// @param attempts how often one may try; absent where as often as one likes. A daily quiz counts for each day
/// @param pass per cent that pass; absent where nobody passes or fails
/// @param branches units whose people may take part, those below them written out; absent where everybody may
public record QuizEntry(
        @JsonProperty(required = true) QuizId id,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) Kind kind,
        @JsonProperty(required = true) Mode mode,
        @JsonProperty(required = true) CourseId course,
        @JsonProperty(required = true) Digest bank,
        @JsonProperty(required = true) PaperRule paper,
        @JsonProperty(required = true) Digest seed,
        @JsonProperty(required = true) boolean part,
        @Nullable Integer seconds,
        @Nullable OffsetDateTime opens,
        @Nullable OffsetDateTime closes,
        @Nullable Integer attempts,
        @Nullable Integer pass,
        @Nullable List<BranchId> branches) {
    /// Units of one entry: with as many it still fits into a line.
    public static final int BRANCHES = 200;

    /// Signs of a title.
    public static final int TITLE = 64;

    /// The most that one may allow.
    public static final int ATTEMPTS = 100;

    /// A day.
    private static final int SECONDS = 86_400;

    private static final int PER_CENT = 100;

    public QuizEntry {
        // Absent and none are the same, and have the same bytes.
        branches = branches == null || branches.isEmpty() ? null : List.copyOf(branches);
        if (title.isBlank()
                || title.length() > TITLE
                || (seconds != null && (seconds < 1 || seconds > SECONDS))
                || (attempts != null && (attempts < 1 || attempts > ATTEMPTS))
                || (pass != null && (pass < 1 || pass > PER_CENT))
                || (opens != null && closes != null && !closes.isAfter(opens))
                || (branches != null && branches.size() > BRANCHES)) {
            throw new IllegalArgumentException("not a quiz");
        }
        if (kind == Kind.CONTEST && (opens == null || closes == null || seconds == null)) {
            throw new IllegalArgumentException("a contest has a beginning, an end and a time for each paper");
        }
    }

    /// What it is for.
    public enum Kind {
        /// It shows what somebody knows, and passes or fails them.
        @JsonProperty("test")
        TEST,
        /// A few questions every day, others each day.
        @JsonProperty("daily")
        DAILY,
        /// Against others and against the clock.
        @JsonProperty("contest")
        CONTEST
    }

    /// Who is ranked.
    public enum Mode {
        /// Everybody by themself.
        @JsonProperty("person")
        PERSON,
        /// Branches, by their people.
        @JsonProperty("branch")
        BRANCH,
        /// Teams that the centre put together.
        @JsonProperty("team")
        TEAM
    }
}
