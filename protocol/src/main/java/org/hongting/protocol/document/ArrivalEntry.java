package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.jspecify.annotations.Nullable;

/// A member who has arrived at a meeting, as the centre dates it.
///
/// @param by the terminal that saw it; a centre of before does not say
public record ArrivalEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) OffsetDateTime at,
        @Nullable TerminalId by) {}
