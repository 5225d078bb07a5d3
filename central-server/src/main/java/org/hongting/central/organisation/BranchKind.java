package org.hongting.central.organisation;

import java.util.Locale;
import org.hongting.protocol.Words;

/// What an organisation unit is. The order is the order of the tree.
public enum BranchKind {
    SCHOOL,
    COMMITTEE,
    BRANCH,
    GROUP;

    /// The word in the database, in JSON and in the bundles' keys.
    public String word() {
        return Words.of(this);
    }

    public static BranchKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
