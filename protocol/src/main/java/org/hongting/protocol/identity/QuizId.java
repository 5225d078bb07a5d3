package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a test or contest, given by the centre.
public record QuizId(@JsonValue String value) implements Comparable<QuizId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public QuizId {
        Identifiers.check("quiz id", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(QuizId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
