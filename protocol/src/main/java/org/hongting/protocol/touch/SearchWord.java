package org.hongting.protocol.touch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hongting.protocol.signing.KeyedHash;

/// Something a member can be searched by, as a kiosk knows it: all initials of a name, or the last 4, 5 or 6 signs of
/// a student number, as `<key number>:<64 bits of HMAC-SHA-256>`. Only whole words are found: a roster alone tells no
/// initials, and nobody can leaf through names.
public record SearchWord(@JsonValue String value) {
    /// The fewest and the most last signs of a student number that find its holder.
    public static final int SHORTEST_ENDING = 4;

    public static final int LONGEST_ENDING = 6;

    private static final Pattern FORM = Pattern.compile("(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]):[0-9a-f]{16}");
    private static final String INITIALS = "ht/v1/initials";
    private static final String ENDING = "ht/v1/ending";
    private static final int BYTES = 8;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SearchWord {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a search word");
        }
    }

    /// @param initials like `zsm`, in either case
    public static SearchWord initials(String initials, int keyNumber, byte[] secret) {
        return of(INITIALS, initials.toUpperCase(Locale.ROOT), keyNumber, secret);
    }

    /// @param ending the last signs of a student number
    public static SearchWord ending(String ending, int keyNumber, byte[] secret) {
        return of(ENDING, NumberHash.normal(ending), keyNumber, secret);
    }

    /// All endings by which a student number is found; none where it is too short.
    public static List<SearchWord> endingsOf(String number, int keyNumber, byte[] secret) {
        String normal = NumberHash.normal(number);
        return IntStream.rangeClosed(SHORTEST_ENDING, LONGEST_ENDING)
                .filter(length -> length <= normal.length())
                .mapToObj(length -> ending(normal.substring(normal.length() - length), keyNumber, secret))
                .toList();
    }

    private static SearchWord of(String domain, String word, int keyNumber, byte[] secret) {
        return new SearchWord(keyNumber + ":" + KeyedHash.of(secret, domain, word.getBytes(UTF_8), BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
