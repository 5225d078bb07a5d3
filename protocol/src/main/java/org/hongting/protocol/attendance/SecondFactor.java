package org.hongting.protocol.attendance;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a meeting asks for beside a card, a badge or a typed number before somebody is in.
public enum SecondFactor {
    /// The member's PIN; where none is set, somebody in charge.
    @JsonProperty("pin")
    PIN,
    /// Somebody in charge, who has looked at the person.
    @JsonProperty("confirmation")
    CONFIRMATION
}
