package org.hongting.sync.journal;

import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.record.Digest;

/// Where a fact stands in the journal.
///
/// @param head the chain value after it
public record Entry(EpochId epoch, long seq, Digest head) {}
