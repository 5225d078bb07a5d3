package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why attendance was ruled otherwise than it was seen. Words beyond these stand in a note.
public enum RulingReason {
    /// The member was there and had not checked in (补签).
    @JsonProperty("late-check-in")
    LATE_CHECK_IN,
    @JsonProperty("leave")
    LEAVE,
    @JsonProperty("official-duty")
    OFFICIAL_DUTY,
    @JsonProperty("terminal-fault")
    TERMINAL_FAULT,
    /// What was seen, or ruled before, is wrong.
    @JsonProperty("mistake")
    MISTAKE,
    @JsonProperty("other")
    OTHER
}
