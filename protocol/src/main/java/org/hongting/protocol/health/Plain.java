package org.hongting.protocol.health;

import java.util.regex.Pattern;

/// What is checked of every text and number in a health message: it is stored and shown.
final class Plain {
    private static final int LONGEST = 96;
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private Plain() {}

    static void requireText(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a text of a health message is short and plain");
        }
    }

    static void requireWord(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("a word is 1 to 32 of a-z, 0-9 and hyphen");
        }
    }

    static void requireWithin(long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("no machine measures that");
        }
    }
}
