package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A line of a record as people may see it, whatever is in it: cut off, in signs that every page can show, and without
/// what somebody wrote or a card hides. Members stand in records by random ids.
final class ShownLine {
    /// Bytes of a line that are shown.
    static final int BYTES = 1000;

    private static final String HIDDEN = "\"***\"";
    private static final Pattern SECRET =
            Pattern.compile("\"(salt|card|sealed|title|note)\"\\s*:\\s*\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|$)");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)(?:\"|$)");
    private static final Pattern PLAIN = Pattern.compile("[!-~]*");
    private static final Pattern UNSEEN = Pattern.compile("[^ -~]");

    private ShownLine() {}

    /// @param start the first bytes of it, [#BYTES] at most
    /// @param length of all of it
    static String of(byte[] start, long length) {
        String said = SECRET.matcher(new String(start, StandardCharsets.UTF_8)).replaceAll("\"$1\":\"***\"");
        String masked = TEXT.matcher(said)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        PLAIN.matcher(found.group(1)).matches() ? found.group() : HIDDEN));
        String plain = UNSEEN.matcher(masked).replaceAll("·");
        return length > start.length ? plain + " … (" + length + ")" : plain;
    }
}
