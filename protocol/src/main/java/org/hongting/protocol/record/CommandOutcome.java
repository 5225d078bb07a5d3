package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What became of a command at the terminal.
public enum CommandOutcome {
    @JsonProperty("done")
    DONE,
    /// It was begun, or could not be, and did not work.
    @JsonProperty("failed")
    FAILED,
    /// Its moment was over before it could be begun.
    @JsonProperty("expired")
    EXPIRED,
    /// The terminal would not do it.
    @JsonProperty("refused")
    REFUSED,
    /// Somebody took it back in time.
    @JsonProperty("cancelled")
    CANCELLED,
    /// The terminal's software does not know such a command.
    @JsonProperty("unknown")
    UNKNOWN,
    /// The terminal went down in the middle of it. It is not done again.
    @JsonProperty("interrupted")
    INTERRUPTED
}
