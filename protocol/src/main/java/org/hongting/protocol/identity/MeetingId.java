package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/// The random name of a meeting, given by whoever opened it.
public record MeetingId(@JsonValue String value) implements Comparable<MeetingId> {
    private static final int BYTES = 8;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MeetingId {
        Identifiers.check("meeting id", value, Identifiers.LONG_NAME);
    }

    /// A new one.
    public static MeetingId draw(RandomGenerator random) {
        return new MeetingId("m-" + Identifiers.randomHex(random, BYTES));
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
