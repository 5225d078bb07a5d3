package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The random name of a member: 64 bits, written as 16 hexadecimal digits. Facts, badges and documents name people by
/// it and by nothing else.
public record MemberId(@JsonValue String value) implements Comparable<MemberId> {
    /// Bytes in the binary form used by badges and passes.
    public static final int BYTES = 8;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MemberId {
        Identifiers.check("member id", value, Identifiers.HEX_64_BIT);
    }

    public static MemberId draw(RandomGenerator random) {
        return new MemberId(Identifiers.randomHex(random, BYTES));
    }

    public static MemberId ofBytes(byte[] bytes) {
        return new MemberId(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
