package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What somebody with the right to do so rules about a member's attendance.
public enum Verdict {
    @JsonProperty("present")
    PRESENT,
    @JsonProperty("late")
    LATE,
    /// Expected, and not missed: away with leave, or for another reason that the ruling names.
    @JsonProperty("excused")
    EXCUSED,
    @JsonProperty("absent")
    ABSENT,
    /// Earlier rulings no longer count: what was seen does.
    @JsonProperty("as-seen")
    AS_SEEN
}
