package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.MemberId;

/// A member who has arrived at a meeting, as the centre dates it.
public record ArrivalEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) OffsetDateTime at) {}
