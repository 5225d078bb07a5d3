package org.hongting.simulator.architecture.planted.sync.replica;

import java.time.Instant;

/// Breaks: cores read no clock of the machine.
public final class ReplicaReadsClock {
    public Instant forbidden() {
        return Instant.now();
    }
}
