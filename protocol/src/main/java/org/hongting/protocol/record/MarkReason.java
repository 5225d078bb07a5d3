package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why somebody in charge marked a member as present. The list is short and closed: nothing is typed.
public enum MarkReason {
    @JsonProperty("card-forgotten")
    CARD_FORGOTTEN,
    @JsonProperty("phone-empty")
    PHONE_EMPTY,
    @JsonProperty("card-unreadable")
    CARD_UNREADABLE,
    @JsonProperty("other")
    OTHER,
    /// The meeting asks for it: what was shown is not enough, and who is in charge has looked at the person.
    @JsonProperty("confirmed")
    CONFIRMED,
    /// The member is not expected and sits in as a guest (列席).
    @JsonProperty("guest")
    GUEST
}
