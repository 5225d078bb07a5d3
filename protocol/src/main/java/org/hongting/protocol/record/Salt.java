package org.hongting.protocol.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The form of the salt in a body: 128 random bits.
final class Salt {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final byte[] BEFORE = "{\"salt\":\"".getBytes(US_ASCII);
    private static final int DIGITS = 32;

    private Salt() {}

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /// Whether a body begins with its salt, in the bytes that [RecordLines#of] writes.
    static boolean leads(byte[] body) {
        int end = BEFORE.length + DIGITS;
        if (body.length <= end || Arrays.mismatch(body, BEFORE) != BEFORE.length || body[end] != '"') {
            return false;
        }
        for (int i = BEFORE.length; i < end; i++) {
            if ((body[i] < '0' || body[i] > '9') && (body[i] < 'a' || body[i] > 'f')) {
                return false;
            }
        }
        return true;
    }
}
