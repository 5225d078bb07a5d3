package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a course through all its editions, given by whoever made it.
public record CourseId(@JsonValue String value) implements Comparable<CourseId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CourseId {
        Identifiers.check("course id", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(CourseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
