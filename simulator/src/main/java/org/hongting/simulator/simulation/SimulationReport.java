package org.hongting.simulator.simulation;

import java.util.List;
import java.util.Locale;
import org.hongting.simulator.simulation.judge.Invariant;

/// What a run of seeds came to. Its JSON form is one object.
///
/// @param seed the first
/// @param runs how many were asked for, one after the other
/// @param held in how many of them every invariant held
/// @param confirmed records that somebody at a door was told of, over all seeds
/// @param messages that arrived
/// @param trace a hash over what happened in all seeds: two machines that played the same come to the same
/// @param broken the seeds in which an invariant did not hold, at most [#NAMED] of them
public record SimulationReport(
        long seed,
        int runs,
        int held,
        long confirmed,
        long messages,
        long events,
        double seconds,
        double cpuSeconds,
        String trace,
        List<Failure> broken) {
    static final int NAMED = 20;

    /// One seed in which something did not hold.
    ///
    /// @param replay the command that plays it again, event by event
    public record Failure(long seed, Invariant invariant, String detail, String replay) {}

    public SimulationReport {
        broken = List.copyOf(broken);
    }

    String inWords() {
        StringBuilder words = new StringBuilder();
        for (Failure failure : broken) {
            words.append(String.format(
                    Locale.ROOT,
                    "seed %d: %s did not hold (%s)%n  %s%n  %s%n",
                    failure.seed(),
                    failure.invariant(),
                    failure.invariant().words(),
                    failure.detail(),
                    failure.replay()));
        }
        words.append(String.format(
                Locale.ROOT,
                "%,d of %,d seeds held every invariant: %,d records, %,d messages, %,d events, %.1f s, %.1f s of processor, trace %s",
                held,
                runs,
                confirmed,
                messages,
                events,
                seconds,
                cpuSeconds,
                trace));
        return words.toString();
    }
}
