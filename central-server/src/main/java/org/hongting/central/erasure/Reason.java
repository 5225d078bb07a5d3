package org.hongting.central.erasure;

import org.hongting.protocol.Words;

/// Why a person is erased.
public enum Reason {
    /// They asked for it.
    WISH,
    /// They left, and nothing need be kept any more.
    LEFT,
    /// Somebody was entered who is none of ours, or twice.
    MISTAKE,
    OTHER;

    public String word() {
        return Words.of(this);
    }
}
