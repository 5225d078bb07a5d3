package org.hongting.sync.journal;

import org.hongting.protocol.identity.EpochId;

/// An epoch about which terminal and centre, or the terminal and its own disk, do not agree: a copied or rolled-back
/// disk, or a damaged one. Its records are kept and not sent until the centre's store changes; a person must look.
///
/// @param seq the record at which the two differ
/// @param unacknowledged records that the centre does not hold
public record DisputedEpoch(EpochId epoch, long seq, long unacknowledged) {}
