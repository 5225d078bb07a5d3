package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What somebody with the right to do so rules about a member's attendance.
public enum Verdict {
    @JsonProperty("present")
    PRESENT,
    @JsonProperty("late")
    LATE,
    /// Away with leave: expected, and not missed.
    @JsonProperty("excused")
    EXCUSED,
    @JsonProperty("absent")
    ABSENT,
    /// Earlier rulings no longer count: what was seen does.
    @JsonProperty("as-seen")
    AS_SEEN
}
