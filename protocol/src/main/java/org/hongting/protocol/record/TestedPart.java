package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a terminal found when it tested one of its parts.
///
/// @param part a word like `disk`; a later release may have more
/// @param subject which of several, like the name of a reader; never anything of a person
/// @param why a word that says what is the matter, where something is
/// @param figures what was measured, by words that end in their unit, like `write-micros`
public record TestedPart(
        @JsonProperty(required = true) String part,
        @Nullable String subject,
        @JsonProperty(required = true) TestVerdict verdict,
        @Nullable String why,
        @JsonProperty(required = true) SortedMap<String, Long> figures) {
    /// Characters of a subject.
    public static final int LONGEST_SUBJECT = 64;

    /// Figures of one part.
    public static final int MOST_FIGURES = 8;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /// @throws IllegalArgumentException if a word is none, or something is too long
    public TestedPart {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(figures)));
        requireWord(part);
        if (why != null) {
            requireWord(why);
        }
        figures.keySet().forEach(TestedPart::requireWord);
        if (subject != null
                && (subject.isEmpty()
                        || subject.length() > LONGEST_SUBJECT
                        || subject.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("a subject is short and plain");
        }
        if (figures.size() > MOST_FIGURES) {
            throw new IllegalArgumentException("a part has at most " + MOST_FIGURES + " figures");
        }
    }

    private static void requireWord(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("a word is 1 to 32 of a-z, 0-9 and hyphen");
        }
    }
}
