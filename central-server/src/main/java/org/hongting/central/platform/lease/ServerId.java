package org.hongting.central.platform.lease;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// One start of one server. Whoever is started again is another one.
public record ServerId(String value) {
    private static final int BYTES = 8;

    public ServerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a server has a name");
        }
    }

    public static ServerId draw(RandomGenerator random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return new ServerId(HexFormat.of().formatHex(drawn));
    }

    @Override
    public String toString() {
        return value;
    }
}
