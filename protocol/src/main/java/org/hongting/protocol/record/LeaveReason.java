package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a member asks for leave at a terminal, in one word.
public enum LeaveReason {
    @JsonProperty("sick")
    SICK,
    @JsonProperty("family")
    FAMILY,
    @JsonProperty("duty")
    DUTY,
    @JsonProperty("other")
    OTHER
}
