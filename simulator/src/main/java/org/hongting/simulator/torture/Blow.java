package org.hongting.simulator.torture;

import java.io.IOException;
import java.time.Duration;

/// A fault that was begun.
///
/// @param detail what exactly was done
/// @param lasts until it is undone
record Blow(String detail, Duration lasts, Step undo) {
    /// Something done to processes, disks and lines.
    @FunctionalInterface
    interface Step {
        void take() throws IOException, InterruptedException;
    }
}
