package org.hongting.protocol.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.hongting.protocol.signing.KeyedHash;

/// The name under which a kiosk knows a card: `<key number>:<128 bits of HMAC-SHA-256 over the identifier, as
/// hexadecimal digits>`. The key is the site's card key of that number; after a terminal was lost the site moves to
/// the next number.
public record CardHash(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]):[0-9a-f]{32}");
    private static final String CARD = "ht/v1/card";
    private static final String FOREIGN = "ht/v1/foreign";
    private static final int BYTES = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CardHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a card hash");
        }
    }

    public static CardHash of(CardUid uid, int keyNumber, byte[] secret) {
        return of(uid, keyNumber, key(secret));
    }

    /// @param key from [#key]
    public static CardHash of(CardUid uid, int keyNumber, KeyedHash key) {
        return new CardHash(keyNumber + ":" + key.of(uid.bytes(), BYTES));
    }

    /// A card key, ready for many cards.
    public static KeyedHash key(byte[] secret) {
        return KeyedHash.under(secret, CARD);
    }

    /// A keyed hash of anything else that was shown, under a domain of its own, for counting repeats of what must not
    /// be written down.
    public static String ofForeign(byte[] shown, byte[] secret) {
        return KeyedHash.of(secret, FOREIGN, shown, BYTES);
    }

    @Override
    public String toString() {
        return value;
    }
}
