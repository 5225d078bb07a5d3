package org.hongting.simulator.torture;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/// Something that can be done to a site.
///
/// @param what in one word or two
/// @param seats what it is done to, of which nothing else is wrong at the same time
/// @param able whether there is anything to do it to at the moment
record Fault(String what, List<String> seats, Able able, Begin begin) {
    Fault {
        seats = List.copyOf(seats);
    }

    Fault(String what, String seat, Able able, Begin begin) {
        this(what, List.of(seat), able, begin);
    }

    /// Where it is done, in words.
    String where() {
        return String.join(" and ", seats);
    }

    /// Looks.
    @FunctionalInterface
    interface Able {
        boolean now() throws InterruptedException;
    }

    /// Does it.
    @FunctionalInterface
    interface Begin {
        /// @param chance decides about its details
        Blow with(SplittableRandom chance) throws IOException, InterruptedException;
    }
}
