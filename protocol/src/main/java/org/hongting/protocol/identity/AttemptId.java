package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/// The random name of one attempt of one member at questions, from the first question to the last, given by the
/// terminal.
public record AttemptId(@JsonValue String value) implements Comparable<AttemptId> {
    private static final int BYTES = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AttemptId {
        Identifiers.check("attempt id", value, Identifiers.HEX_128_BIT);
    }

    /// A new one.
    public static AttemptId draw(RandomGenerator random) {
        return new AttemptId(Identifiers.randomHex(random, BYTES));
    }

    @Override
    public int compareTo(AttemptId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
