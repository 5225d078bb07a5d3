package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a member showed.
public enum CredentialKind {
    @JsonProperty("card")
    CARD,
    @JsonProperty("badge")
    BADGE,
    @JsonProperty("pass")
    PASS,
    /// Something was shown and it is not known what: a foreign or garbled code.
    @JsonProperty("unknown")
    UNKNOWN
}
