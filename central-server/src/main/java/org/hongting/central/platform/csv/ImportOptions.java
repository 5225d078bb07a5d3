package org.hongting.central.platform.csv;

/// How an import is meant.
///
/// @param dryRun only say what would happen
/// @param createBranches make units of the organisation that are named and not there
public record ImportOptions(boolean dryRun, boolean createBranches) {}
