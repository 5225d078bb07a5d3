package org.hongting.central.ingest;

import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.Acknowledgement.Watermark;

/// How far one epoch of a terminal is held.
///
/// @param afterGap records before were lost for good: the chain value at `upTo` is whatever the next batch, which
/// must begin right there, says it is
/// @param setAside somebody decided that what comes of it goes to the quarantine
record EpochState(
        EpochId epoch, long upTo, Digest head, boolean afterGap, long safe, long quarantined, boolean setAside) {
    static EpochState nothingOf(EpochId epoch, Digest start) {
        return new EpochState(epoch, 0, start, false, 0, 0, false);
    }

    EpochState advancedTo(long newUpTo, Digest newHead, int newlyQuarantined) {
        return new EpochState(epoch, newUpTo, newHead, false, safe, quarantined + newlyQuarantined, setAside);
    }

    /// The same, once what comes of it waits in the quarantine.
    EpochState putAside() {
        return new EpochState(epoch, upTo, head, afterGap, safe, quarantined, true);
    }

    Watermark watermark() {
        return new Watermark(epoch, upTo, head, safe, quarantined);
    }
}
