package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the centre says of a card that was bound at a terminal.
///
/// @param id the keyed hash under which the terminal bound it
public record BindingEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Outcome outcome) {
    /// What became of it. One that waits for somebody to decide has no entry.
    public enum Outcome {
        /// The roster carries it.
        @JsonProperty("bound")
        BOUND,
        /// The terminal forgets it.
        @JsonProperty("refused")
        REFUSED
    }
}
