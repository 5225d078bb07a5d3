package org.hongting.simulator.benchmark;

import java.util.List;
import java.util.function.Consumer;

/// One benchmark. It runs alone, on the thread that calls it.
@FunctionalInterface
interface Benchmark {
    /// How much work to put in.
    enum Effort {
        /// Enough to see that everything runs; the figures are rough.
        SHORT,
        FULL;

        int of(int much, int little) {
            return this == FULL ? much : little;
        }
    }

    /// @param progress told in a few words what is being done
    /// @throws Exception if it cannot be run here; nothing was measured then
    List<Row> run(Effort effort, Consumer<String> progress) throws Exception;
}
