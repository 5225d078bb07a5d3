package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a member showed or typed.
public enum CredentialKind {
    @JsonProperty("card")
    CARD,
    @JsonProperty("badge")
    BADGE,
    @JsonProperty("pass")
    PASS,
    /// A student number was typed, and nothing proved that it was its holder.
    @JsonProperty("number")
    NUMBER,
    /// A student number was typed or a name chosen, and the member's PIN was typed.
    @JsonProperty("pin")
    PIN,
    /// A person in charge who was signed in at the kiosk marked the member as present.
    @JsonProperty("marked")
    MARKED,
    /// The member's phone scanned the code that a kiosk showed, and brought it to the centre.
    @JsonProperty("kiosk-code")
    KIOSK_CODE,
    /// Something was shown and it is not known what: a foreign or garbled code.
    @JsonProperty("unknown")
    UNKNOWN
}
