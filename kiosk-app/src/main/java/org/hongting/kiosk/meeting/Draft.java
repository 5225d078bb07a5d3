package org.hongting.kiosk.meeting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.record.VoteCount;

/// What was written so far and is not finished.
///
/// @param texts by the section's id
/// @param votes whose motions may still be empty
public record Draft(
        @JsonProperty(required = true) Map<String, String> texts,
        @JsonProperty(required = true) List<Vote> votes) {
    public static final Draft EMPTY = new Draft(Map.of(), List.of());

    /// Signs of one section, and of a motion.
    public static final int SECTION = 4000;

    public static final int MOTION = 200;

    public Draft {
        texts = Map.copyOf(texts);
        votes = List.copyOf(votes);
    }

    /// One motion and how it was voted on. Who was there is taken from the meeting when the record is finished.
    public record Vote(
            @JsonProperty(required = true) String motion,
            @JsonProperty(required = true) int inFavour,
            @JsonProperty(required = true) int against,
            @JsonProperty(required = true) int abstained) {
        public static final Vote NONE = new Vote("", 0, 0, 0);

        public int cast() {
            return inFavour + against + abstained;
        }

        VoteCount counted(int present, int entitled) {
            return new VoteCount(inFavour, against, abstained, present, entitled);
        }
    }

    public String text(String section) {
        return texts.getOrDefault(section, "");
    }

    public boolean isEmpty() {
        return votes.isEmpty() && texts.values().stream().allMatch(String::isBlank);
    }
}
