package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.quiz.Score;
import org.jspecify.annotations.Nullable;

/// A place in a contest, as the centre ranks what has reached it.
///
/// @param id `p-` and the place in the list for a person, `g-` for a branch or team
/// @param place counted from 1; who is equal in all has the same place
/// @param name as shown on a screen in a public room: of people masked by the centre, or in full where the branch
/// opted in
/// @param used milliseconds
/// @param people how many of a branch or team took part; absent for a person
public record RankEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) int place,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) Score score,
        @JsonProperty(required = true) long used,
        @Nullable Integer people) {
    /// Places of a list that terminals are told of, of people and of groups each.
    public static final int PLACES = 20;

    private static final int NAME = 64;

    public RankEntry {
        if (place < 1 || name.isBlank() || name.length() > NAME || used < 0 || (people != null && people < 0)) {
            throw new IllegalArgumentException("not a place in a contest");
        }
    }
}
