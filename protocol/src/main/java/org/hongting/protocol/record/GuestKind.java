package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who sits in at a meeting without standing on a roster. The list is short and closed: nothing is typed.
public enum GuestKind {
    /// From a unit above (上级领导).
    @JsonProperty("superior")
    SUPERIOR,
    /// Applicants under training (入党积极分子).
    @JsonProperty("activist")
    ACTIVIST,
    /// Prospective members (发展对象).
    @JsonProperty("prospect")
    PROSPECT,
    /// Representatives of people outside the party (群众代表).
    @JsonProperty("non-member")
    NON_MEMBER,
    @JsonProperty("other")
    OTHER
}
