package org.hongting.central.platform.csv;

import org.hongting.protocol.card.CardEncoding;

/// How an import is meant.
///
/// @param dryRun only say what would happen
/// @param createBranches make units of the organisation that are named and not there
/// @param cards how card numbers are written, for a file that has such a column
public record ImportOptions(boolean dryRun, boolean createBranches, CardEncoding cards) {
    /// With card numbers as their cards send them.
    public ImportOptions(boolean dryRun, boolean createBranches) {
        this(dryRun, createBranches, CardEncoding.HEX);
    }
}
