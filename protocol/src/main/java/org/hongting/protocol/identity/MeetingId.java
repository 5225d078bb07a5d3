package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The random name of a meeting, given by whoever opened it.
public record MeetingId(@JsonValue String value) implements Comparable<MeetingId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MeetingId {
        Identifiers.check("meeting id", value, Identifiers.LONG_NAME);
    }

    @Override
    public int compareTo(MeetingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
