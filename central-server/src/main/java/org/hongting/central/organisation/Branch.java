package org.hongting.central.organisation;

import org.hongting.protocol.identity.BranchId;
import org.jspecify.annotations.Nullable;

/// A unit of the organisation: school, committee, branch or group.
public record Branch(BranchId id, @Nullable BranchId parent, BranchKind kind, String name) {
    /// Characters of a name: with its host a meeting still fits into a document entry.
    public static final int NAME_CHARACTERS = 64;

    public Branch {
        if (name.isBlank() || name.length() > NAME_CHARACTERS || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a branch has a name of at most 64 characters without a slash");
        }
    }
}
