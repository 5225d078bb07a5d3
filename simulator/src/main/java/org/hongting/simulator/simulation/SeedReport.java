package org.hongting.simulator.simulation;

import java.util.List;
import java.util.Optional;
import org.hongting.simulator.simulation.judge.Broken;

/// What one seed came to.
///
/// @param broken the first invariant that did not hold
/// @param confirmed records that somebody at a door was told of
/// @param messages that arrived, both ways
/// @param hash of everything that happened: the same for the same seed
/// @param trace the last of what happened, one line each
public record SeedReport(
        long seed, Optional<Broken> broken, int confirmed, int messages, long events, String hash, List<String> trace) {
    public SeedReport {
        trace = List.copyOf(trace);
    }

    /// The command that plays this seed again.
    public String replay() {
        return "./hongting simulate --seed " + seed + " --runs 1 --trace";
    }
}
