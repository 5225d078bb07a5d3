package org.hongting.protocol.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which form the terminal's store has under some software. Forms are counted from 1 and only ever grow, by what
/// software before can pass over.
///
/// @param writes the form that this software leaves behind
/// @param readableFrom the oldest form whose software can still read and go on with that
public record StoreSchema(
        @JsonProperty(required = true) int writes,
        @JsonProperty(required = true) int readableFrom) {
    /// Of everything before forms were counted.
    public static final StoreSchema FIRST = new StoreSchema(1, 1);

    public StoreSchema {
        if (readableFrom < 1 || readableFrom > writes) {
            throw new IllegalArgumentException("forms are counted from 1, and software reads its own");
        }
    }

    /// Whether software of the other form can go on with a store that this has written: what an automatic return
    /// rests on.
    public boolean isReadableBy(StoreSchema other) {
        return other.writes >= readableFrom;
    }
}
