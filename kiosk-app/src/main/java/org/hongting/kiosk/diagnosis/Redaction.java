package org.hongting.kiosk.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a text what names a person or opens a door, before the text leaves the terminal. The log is written
/// without either; this is for what a library, or a line of tomorrow, puts there all the same. It rather takes too
/// much: long numbers (student, card and phone numbers, PINs), long hexadecimal words (ids, hashes, keys), masked
/// names, what stands behind words like `token`, and whole PEM blocks.
public final class Redaction {
    private static final String OUT = "[…]";

    private record Rule(Pattern what, String instead) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Pattern.compile("-----BEGIN [A-Z ]+-----[\\s\\S]*?(-----END [A-Z ]+-----|\\z)"), OUT),
            new Rule(
                    Pattern.compile("(?i)((?:pass(?:word|phrase)?|secret|token|pin|key|authorization|cookie)"
                            + "[\"']?\\s*[=:]\\s*)(\"[^\"\\n]*\"|'[^'\\n]*'|(?:bearer |basic )?[^\\s,;}\\]]+)"),
                    "$1" + OUT),
            new Rule(Pattern.compile("\\p{IsHan}{1,4}\\*+\\p{IsHan}?"), OUT),
            new Rule(Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"), OUT),
            new Rule(Pattern.compile("(?=[0-9A-Fa-f]*[0-9])[0-9A-Fa-f]{8,}"), OUT),
            new Rule(Pattern.compile("[0-9]{6,}[xX]?"), OUT));

    private Redaction() {}

    public static String of(String text) {
        String plain = text;
        for (Rule rule : RULES) {
            plain = rule.what().matcher(plain).replaceAll(rule.instead());
        }
        return plain;
    }
}
