package org.hongting.sync.journal;

import java.util.List;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.RecordLines;

/// Consecutive records of one epoch, as a batch carries them.
///
/// @param first sequence number of the first record
/// @param prev the chain value before it
/// @param records at least one
public record Slice(EpochId epoch, long first, Digest prev, List<RecordLines> records) {
    public Slice {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a slice holds at least one record");
        }
    }

    public long last() {
        return first + records.size() - 1;
    }
}
