package org.hongting.protocol.quiz;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What was reached.
///
/// @param points hundredths of a question
/// @param of hundredths that could be reached
public record Score(
        @JsonProperty(required = true) int points,
        @JsonProperty(required = true) int of) {
    private static final int HUNDRED = 100;

    public Score {
        if (points < 0 || of < 0 || points > of) {
            throw new IllegalArgumentException("nobody reaches more than there is");
        }
    }

    public static Score none(int questions) {
        return new Score(0, questions * Marking.FULL);
    }

    /// Rounded down, so that nobody passes by rounding; 0 where there was nothing to reach.
    public int percent() {
        return of == 0 ? 0 : (int) ((long) points * HUNDRED / of);
    }
}
