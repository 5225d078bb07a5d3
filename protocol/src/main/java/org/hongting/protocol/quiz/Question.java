package org.hongting.protocol.quiz;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.hongting.protocol.identity.QuestionId;
import org.jspecify.annotations.Nullable;

/// One question with its key.
///
/// @param text what is asked
/// @param options what can be chosen, for questions with a choice; absent otherwise
/// @param right places of the right options, counted from 0, in order; absent where nothing is chosen
/// @param statement whether the statement is true; absent unless that is the question
/// @param blanks for each blank what is taken as right, the usual wording first; absent unless words are filled in
/// @param explanation shown after the answer; absent where there is none
public record Question(
        @JsonProperty(required = true) QuestionId id,
        @JsonProperty(required = true) Kind kind,
        @JsonProperty(required = true) String text,
        @Nullable List<String> options,
        @Nullable List<Integer> right,
        @Nullable Boolean statement,
        @Nullable List<List<String>> blanks,
        @Nullable String explanation) {
    /// Signs of a question, and of its explanation.
    public static final int TEXT = 1000;

    /// Signs of an option or of what is filled in.
    public static final int OPTION = 300;

    /// Options of one question.
    public static final int OPTIONS = 10;

    /// Blanks of one question, and wordings of one blank.
    public static final int BLANKS = 6;

    public static final int WORDINGS = 12;

    /// How a question is answered.
    public enum Kind {
        /// One of the options is right.
        @JsonProperty("single")
        SINGLE,
        /// One or more of the options are right.
        @JsonProperty("multiple")
        MULTIPLE,
        /// A statement is true, or it is not.
        @JsonProperty("true-false")
        TRUE_FALSE,
        /// Words are missing.
        @JsonProperty("fill-in")
        FILL_IN
    }

    public Question {
        options = options == null ? null : List.copyOf(options);
        right = right == null ? null : List.copyOf(right);
        blanks = blanks == null ? null : blanks.stream().map(List::copyOf).toList();
        requireText(text, TEXT);
        if (explanation != null) {
            requireText(explanation, TEXT);
        }
        boolean chooses = kind == Kind.SINGLE || kind == Kind.MULTIPLE;
        if (chooses != (options != null && right != null)
                || (kind == Kind.TRUE_FALSE) != (statement != null)
                || (kind == Kind.FILL_IN) != (blanks != null)) {
            throw new IllegalArgumentException("a question has the key of its kind, and no other");
        }
        if (options != null && right != null) {
            checkChoice(kind, options, right);
        }
        if (blanks != null) {
            checkBlanks(blanks);
        }
    }

    private static void checkChoice(Kind kind, List<String> options, List<Integer> right) {
        options.forEach(option -> requireText(option, OPTION));
        if (options.size() < 2 || options.size() > OPTIONS || new HashSet<>(options).size() != options.size()) {
            throw new IllegalArgumentException("a choice has 2 to " + OPTIONS + " options, each another");
        }
        if (right.isEmpty()
                || (kind == Kind.SINGLE && right.size() != 1)
                || !right.equals(right.stream().distinct().sorted().toList())
                || right.getFirst() < 0
                || right.getLast() >= options.size()) {
            throw new IllegalArgumentException("the right options stand in order among the options");
        }
    }

    private static void checkBlanks(List<List<String>> blanks) {
        Predicate<List<String>> odd = wordings -> wordings.isEmpty() || wordings.size() > WORDINGS;
        if (blanks.isEmpty() || blanks.size() > BLANKS || blanks.stream().anyMatch(odd)) {
            throw new IllegalArgumentException(
                    "1 to " + BLANKS + " blanks, each with 1 to " + WORDINGS + " right wordings");
        }
        blanks.forEach(wordings -> wordings.forEach(wording -> requireText(wording, OPTION)));
    }

    private static void requireText(String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException("a text of a question has 1 to " + most + " signs");
        }
    }

    /// How many options there are; none where nothing is chosen.
    public int choices() {
        return options == null ? 0 : options.size();
    }
}
