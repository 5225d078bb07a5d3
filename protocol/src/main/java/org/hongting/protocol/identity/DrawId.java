package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a lucky draw, given by the centre.
public record DrawId(@JsonValue String value) implements Comparable<DrawId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DrawId {
        Identifiers.check("draw id", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(DrawId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
