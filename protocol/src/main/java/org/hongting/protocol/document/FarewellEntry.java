package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A terminal is to bring everything it has, say farewell, and forget who it was. Without this entry it stays.
///
/// @param id always [#ID]
/// @param backup it waits until everything it brought is in a verified backup of the centre too
public record FarewellEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) boolean backup) {
    public static final String ID = "farewell";

    public FarewellEntry(boolean backup) {
        this(ID, backup);
    }
}
