package org.hongting.central.conclusion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Digest;

/// A sealed edition of a meeting's record, and whether the record still says the same.
///
/// @param changed members whose line is another one now: an amendment waits to be sealed; empty where nothing changed
/// @param headChanged title, time, place or the like changed since
public record Seal(
        int edition,
        Digest content,
        String by,
        Instant at,
        Optional<Countersign> countersign,
        List<MemberId> changed,
        boolean headChanged) {
    public Seal {
        changed = List.copyOf(changed);
    }

    public record Countersign(String by, Instant at) {}

    public boolean isAmended() {
        return headChanged || !changed.isEmpty();
    }
}
