package org.hongting.protocol.identity;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The alphabets of our identifiers and how new ones are drawn.
final class Identifiers {
    /// Safe in an MQTT topic, in an Artemis address (no dots), in a certificate's common name and in a URL.
    static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    static final Pattern LONG_NAME = Pattern.compile("[a-z0-9-]{1,48}");
    static final Pattern HEX_64_BIT = Pattern.compile("[0-9a-f]{16}");
    static final Pattern HEX_128_BIT = Pattern.compile("[0-9a-f]{32}");

    private Identifiers() {}

    static void check(String what, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("not a " + what + ": does not match " + pattern);
        }
    }

    static String randomHex(RandomGenerator random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
