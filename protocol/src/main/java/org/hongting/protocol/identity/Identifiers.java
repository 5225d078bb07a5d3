package org.hongting.protocol.identity;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The alphabets of our identifiers and how new ones are drawn.
final class Identifiers {
    private static final String HEX = "0123456789abcdef";

    /// Safe in an MQTT topic, in an Artemis address (no dots), in a certificate's common name and in a URL.
    private static final String SAFE = "abcdefghijklmnopqrstuvwxyz0123456789-";

    static final Form NAME = new Form(SAFE, 1, 32);
    static final Form LONG_NAME = new Form(SAFE, 1, 48);
    static final Form HEX_64_BIT = new Form(HEX, 16, 16);
    static final Form HEX_128_BIT = new Form(HEX, 32, 32);

    private Identifiers() {}

    /// How an identifier is written. Every row that is read makes some, so this looks at letters and compiles nothing.
    ///
    /// @param letters the ones allowed
    record Form(String letters, int least, int most) {
        private boolean fits(String value) {
            if (value.length() < least || value.length() > most) {
                return false;
            }
            for (int i = 0; i < value.length(); i++) {
                if (letters.indexOf(value.charAt(i)) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static void check(String what, String value, Form form) {
        if (!form.fits(value)) {
            throw new IllegalArgumentException("not a " + what + ": " + form.least() + " to " + form.most()
                    + " characters of " + form.letters() + " were expected");
        }
    }

    static String randomHex(RandomGenerator random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
