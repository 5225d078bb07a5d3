package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a command failed or was refused.
public enum CommandObstacle {
    /// The terminal could not tell whether its moment was over.
    @JsonProperty("clock")
    CLOCK,
    /// The action is known, and what came with it does not fit.
    @JsonProperty("arguments")
    ARGUMENTS,
    /// More of them wait than a terminal keeps.
    @JsonProperty("too-many")
    TOO_MANY,
    /// Somebody used the screen all the time.
    @JsonProperty("in-use")
    IN_USE,
    /// It was tried and did not work.
    @JsonProperty("fault")
    FAULT
}
