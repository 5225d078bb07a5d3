package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which store of the centre speaks: a random id and a generation, minted anew when a backup is restored. A terminal
/// believes a watermark below the one it knows only from a newer generation.
public record StoreId(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) long generation) {
    public StoreId {
        if (id.isEmpty() || id.length() > 64 || generation < 1) {
            throw new IllegalArgumentException("a store has an id of at most 64 characters and a generation from 1");
        }
    }
}
