package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a test of one part of a terminal came to.
public enum TestVerdict {
    @JsonProperty("fine")
    FINE,
    /// It works, and somebody should look at it.
    @JsonProperty("doubtful")
    DOUBTFUL,
    /// It does not work.
    @JsonProperty("broken")
    BROKEN,
    /// This terminal has none.
    @JsonProperty("absent")
    ABSENT,
    /// It needs somebody, and nobody was there or wanted to.
    @JsonProperty("not-done")
    NOT_DONE
}
