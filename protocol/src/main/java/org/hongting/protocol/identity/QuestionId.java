package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a question within its bank, the same through all editions in which it is the same question.
public record QuestionId(@JsonValue String value) implements Comparable<QuestionId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public QuestionId {
        Identifiers.check("question id", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(QuestionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
