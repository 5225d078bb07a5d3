package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;
import org.jspecify.annotations.Nullable;

/// How a member who has nothing to show is found at a kiosk, and how they prove who they are.
///
/// @param words what they can be searched by: the initials of every reading of the name, the endings of the number
/// @param ending the last two signs of the student number, shown beside a masked name to tell people apart
/// @param pin absent where none is set
public record TouchEntry(
        @JsonProperty(required = true) NumberHash number,
        @JsonProperty(required = true) List<SearchWord> words,
        @JsonProperty(required = true) String ending,
        @Nullable PinVerifier pin) {
    /// Words of one member that fit a roster entry.
    public static final int WORDS = 16;

    private static final int ENDING = 2;

    public TouchEntry {
        words = List.copyOf(words);
        if (words.size() > WORDS || ending.length() > ENDING) {
            throw new IllegalArgumentException("not a touch entry");
        }
    }
}
