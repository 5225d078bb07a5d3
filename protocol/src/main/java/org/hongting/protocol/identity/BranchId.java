package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of an organisation unit: school, committee, branch or group.
public record BranchId(@JsonValue String value) implements Comparable<BranchId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BranchId {
        Identifiers.check("branch id", value, Identifiers.LONG_NAME);
    }

    @Override
    public int compareTo(BranchId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
