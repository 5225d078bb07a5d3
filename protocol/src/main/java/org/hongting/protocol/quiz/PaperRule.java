package org.hongting.protocol.quiz;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How many questions of each kind a paper has, and whether the options stand in another order for everybody.
public record PaperRule(
        @JsonProperty(required = true) int singles,
        @JsonProperty(required = true) int multiples,
        @JsonProperty(required = true) int statements,
        @JsonProperty(required = true) int blanks,
        @JsonProperty(required = true) boolean shuffled) {
    /// Questions of one paper.
    public static final int MOST = 200;

    public PaperRule {
        if (singles < 0 || multiples < 0 || statements < 0 || blanks < 0) {
            throw new IllegalArgumentException("a paper has no fewer than no questions");
        }
        long all = (long) singles + multiples + statements + blanks;
        if (all < 1 || all > MOST) {
            throw new IllegalArgumentException("a paper has 1 to " + MOST + " questions");
        }
    }

    /// How many questions in all.
    public int count() {
        return singles + multiples + statements + blanks;
    }

    /// Of a kind.
    public int of(Question.Kind kind) {
        return switch (kind) {
            case SINGLE -> singles;
            case MULTIPLE -> multiples;
            case TRUE_FALSE -> statements;
            case FILL_IN -> blanks;
        };
    }

    /// Whether the bank has questions enough.
    public boolean fits(QuestionBank bank) {
        for (Question.Kind kind : Question.Kind.values()) {
            if (bank.of(kind).size() < of(kind)) {
                return false;
            }
        }
        return true;
    }
}
