package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why an arrival was taken back at the kiosk.
public enum VoidReason {
    /// The member took it back themself.
    @JsonProperty("own-wish")
    OWN_WISH,
    /// Somebody else was meant.
    @JsonProperty("wrong-person")
    WRONG_PERSON,
    /// The member is not in the room.
    @JsonProperty("not-there")
    NOT_THERE,
    @JsonProperty("other")
    OTHER
}
