package org.hongting.sync.journal;

import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.record.Digest;

/// The end of the journal: its newest epoch and the last record there.
///
/// @param ordinal 1, 2, 3 … in order of opening on this disk
/// @param base the position of the record before the epoch's first
/// @param seq of the last record; 0 while there is none
/// @param head the chain value there
record Tail(long ordinal, EpochId epoch, long base, long seq, Digest head) {
    /// Counts records over all epochs of this disk.
    long position() {
        return base + seq;
    }

    Tail plus(Digest newHead) {
        return new Tail(ordinal, epoch, base, seq + 1, newHead);
    }

    static Tail later(Tail one, Tail other) {
        boolean otherIsLater = other.ordinal > one.ordinal || (other.ordinal == one.ordinal && other.seq > one.seq);
        return otherIsLater ? other : one;
    }
}
