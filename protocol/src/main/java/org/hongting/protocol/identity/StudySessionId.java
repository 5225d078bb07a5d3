package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/// The random name of one stay of one member at a study screen, from sign-in to sign-out, given by the terminal.
public record StudySessionId(@JsonValue String value) implements Comparable<StudySessionId> {
    private static final int BYTES = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StudySessionId {
        Identifiers.check("study session id", value, Identifiers.HEX_128_BIT);
    }

    /// A new one.
    public static StudySessionId draw(RandomGenerator random) {
        return new StudySessionId(Identifiers.randomHex(random, BYTES));
    }

    @Override
    public int compareTo(StudySessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
