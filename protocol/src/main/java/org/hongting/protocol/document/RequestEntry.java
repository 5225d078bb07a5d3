package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.MemberId;

/// What became of a member's latest wish for leave from a meeting.
public record RequestEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) State state) {
    /// How it stands. Who withdrew it has no entry.
    public enum State {
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("granted")
        GRANTED,
        @JsonProperty("refused")
        REFUSED
    }
}
