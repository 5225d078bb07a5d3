package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One start of a terminal's kernel. Monotonic times may be compared within one boot and never across two.
public record BootId(@JsonValue String value) implements Comparable<BootId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BootId {
        Identifiers.check("boot id", value, Identifiers.LONG_NAME);
    }

    @Override
    public int compareTo(BootId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
