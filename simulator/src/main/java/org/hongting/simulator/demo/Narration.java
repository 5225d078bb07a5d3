package org.hongting.simulator.demo;

import java.io.PrintStream;

/// Tells people what the demo is doing, one line a step, with the seconds that have passed.
final class Narration {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final long began = System.nanoTime();

    Narration(PrintStream out) {
        this.out = out;
    }

    void tell(String sentence) {
        out.printf("[%5.1f s] %s%n", (System.nanoTime() - began) / NANOS_PER_SECOND, sentence);
    }

    void end() {
        tell("done");
    }
}
