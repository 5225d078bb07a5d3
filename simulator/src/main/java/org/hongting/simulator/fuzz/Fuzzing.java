package org.hongting.simulator.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What is fuzzed, for how long, and where its files lie.
///
/// @param name of the target
/// @param subject the class that is called with each input
/// @param longest bytes of an input that is made
/// @param seeds kept inputs to begin with; need not be there
/// @param work where inputs that reached something new, and finds, are left
record Fuzzing(String name, Class<?> subject, int longest, Path seeds, Path work, Duration time) {
    /// What came of it.
    ///
    /// @param executions how many inputs were read
    /// @param coverage branches that were reached
    /// @param corpus inputs that reached something new, kept for the next run
    record Outcome(String target, long seconds, long executions, long coverage, long corpus, List<Find> finds) {
        Outcome {
            finds = List.copyOf(finds);
        }
    }

    /// Something that was neither a value nor a refusal.
    ///
    /// @param what was thrown, in its first line
    /// @param input the file that does it
    record Find(String what, Path input) {}
}
