package org.hongting.protocol.card;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The name under which a kiosk knows a card: `<key number>:<128 bits of HMAC-SHA-256 over the identifier, as
/// hexadecimal digits>`. The key is the site's card key of that number; after a terminal was lost the site moves to
/// the next number.
public record CardHash(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]):[0-9a-f]{32}");
    private static final byte[] CARD = "ht/v1/card\n".getBytes(US_ASCII);
    private static final byte[] FOREIGN = "ht/v1/foreign\n".getBytes(US_ASCII);
    private static final int BYTES = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CardHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a card hash");
        }
    }

    public static CardHash of(CardUid uid, int keyNumber, byte[] secret) {
        return new CardHash(keyNumber + ":" + keyed(CARD, uid.bytes(), secret));
    }

    /// A keyed hash of anything else that was shown, under a domain of its own, for counting repeats of what must not
    /// be written down.
    public static String ofForeign(byte[] shown, byte[] secret) {
        return keyed(FOREIGN, shown, secret);
    }

    private static String keyed(byte[] domain, byte[] content, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(domain);
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(content), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
