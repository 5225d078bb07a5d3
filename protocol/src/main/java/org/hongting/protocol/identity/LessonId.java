package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a lesson within its course, the same through all editions in which it is the same lesson.
public record LessonId(@JsonValue String value) implements Comparable<LessonId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LessonId {
        Identifiers.check("lesson id", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(LessonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
