package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The votes on one motion, as they were counted in the room.
///
/// @param present of those expected, who were there when the votes were counted
/// @param entitled those expected; who may vote is not known more exactly
public record VoteCount(
        @JsonProperty(required = true) int inFavour,
        @JsonProperty(required = true) int against,
        @JsonProperty(required = true) int abstained,
        @JsonProperty(required = true) int present,
        @JsonProperty(required = true) int entitled) {
    /// More votes than any room holds.
    public static final int MOST = 9_999;

    public VoteCount {
        if (inFavour < 0 || against < 0 || abstained < 0 || present < 0 || entitled < 0) {
            throw new IllegalArgumentException("votes are not negative");
        }
        if (inFavour > MOST || against > MOST || abstained > MOST) {
            throw new IllegalArgumentException("more votes than a room holds");
        }
    }

    public int cast() {
        return inFavour + against + abstained;
    }

    /// Whether no more voted than were there.
    public boolean isPossible() {
        return cast() <= present;
    }
}
