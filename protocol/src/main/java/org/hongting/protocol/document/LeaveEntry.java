package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.MemberId;

/// A member who is away from a meeting with leave, as the centre has ruled so far.
public record LeaveEntry(@JsonProperty(required = true) MemberId id) {}
