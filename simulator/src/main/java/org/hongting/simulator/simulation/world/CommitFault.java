package org.hongting.simulator.simulation.world;

/// What can go wrong when a transaction is to be committed.
public enum CommitFault {
    /// The process is killed with the work done and nothing committed.
    DEATH_BEFORE,
    /// The power fails while the commit is being written.
    TORN,
    /// The process is killed after the commit and before it can tell anybody.
    DEATH_AFTER,
    /// There is no room.
    FULL,
    /// Writing fails, and nothing is there.
    UNWRITTEN,
    /// Syncing fails, and yet all of it is there.
    WRITTEN_ALL_THE_SAME
}
