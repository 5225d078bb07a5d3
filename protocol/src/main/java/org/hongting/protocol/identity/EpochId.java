package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/// One start of a terminal's journal: 128 random bits as 32 hexadecimal digits, minted at every process start.
/// Sequence numbers and watermarks count within an epoch, so a restored disk or a copied card can never write over
/// another's records.
public record EpochId(@JsonValue String value) implements Comparable<EpochId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EpochId {
        Identifiers.check("epoch id", value, Identifiers.HEX_128_BIT);
    }

    public static EpochId draw(RandomGenerator random) {
        return new EpochId(Identifiers.randomHex(random, 16));
    }

    @Override
    public int compareTo(EpochId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
