package org.hongting.simulator.torture;

import java.io.IOException;
import java.util.SplittableRandom;

/// Something that can be done to a site.
///
/// @param what in one word or two
/// @param seat what it is done to, of which nothing else is wrong at the same time
record Fault(String what, String seat, Begin begin) {
    /// Does it.
    @FunctionalInterface
    interface Begin {
        /// @param chance decides about its details
        Blow with(SplittableRandom chance) throws IOException, InterruptedException;
    }
}
