package org.hongting.protocol.attendance;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// What a meeting asks for beyond its times.
///
/// @param quorum absent where the meeting needs none
/// @param secondFactor absent where what is shown is enough
/// @param places how many may come who are not expected; absent where nobody may
public record MeetingRules(
        @Nullable Quorum quorum,
        @Nullable SecondFactor secondFactor,
        @Nullable Integer places) {
    /// As most meetings are.
    public static final MeetingRules NONE = new MeetingRules(null, null, null);

    /// More places than any room has.
    public static final int MOST_PLACES = 10_000;

    @JsonCreator
    public MeetingRules {
        if (places != null && (places < 1 || places > MOST_PLACES)) {
            throw new IllegalArgumentException("a meeting has between 1 and 10000 places, or none at all");
        }
    }
}
