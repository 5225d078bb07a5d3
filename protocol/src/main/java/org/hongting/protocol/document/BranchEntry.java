package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.BranchId;
import org.jspecify.annotations.Nullable;

/// A unit of the organisation, so that a terminal can say its name and knows what stands below it.
///
/// @param kind `school`, `committee`, `branch` or `group`
/// @param parent absent at the top
public record BranchEntry(
        @JsonProperty(required = true) BranchId id,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String kind,
        @Nullable BranchId parent) {
    public BranchEntry {
        if (name.isEmpty() || name.length() > 64 || kind.length() > 24) {
            throw new IllegalArgumentException("not a branch entry");
        }
    }
}
