package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.MemberId;

/// Somebody of whom a terminal keeps nothing any more. The centre never takes such an entry back: a disk that comes
/// back from a cupboard hears of it too.
///
/// @param at when the centre was told to
public record EraseEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) OffsetDateTime at) {}
