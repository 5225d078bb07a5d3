package org.hongting.protocol.touch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hongting.protocol.signing.KeyedHash;

/// The name under which a kiosk knows a student number: `<key number>:<128 bits of HMAC-SHA-256 as hexadecimal
/// digits>`, under the site's card key of that number and a domain of its own. Like a card's number it can be guessed
/// by whoever holds roster and key.
public record NumberHash(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]):[0-9a-f]{32}");
    private static final String DOMAIN = "ht/v1/number";
    private static final int BYTES = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NumberHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the hash of a student number");
        }
    }

    /// @param number as it was typed; see [#normal]
    public static NumberHash of(String number, int keyNumber, byte[] secret) {
        return new NumberHash(
                keyNumber + ":" + KeyedHash.of(secret, DOMAIN, normal(number).getBytes(UTF_8), BYTES));
    }

    /// A student number as it is compared: letters in capitals, without hyphens and blanks.
    public static String normal(String number) {
        return number.toUpperCase(Locale.ROOT).replaceAll("[-\\s]", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
