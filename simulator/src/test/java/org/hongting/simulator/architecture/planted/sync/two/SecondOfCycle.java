package org.hongting.simulator.architecture.planted.sync.two;

import org.hongting.simulator.architecture.planted.sync.one.FirstOfCycle;

/// The other half of the cycle.
public final class SecondOfCycle {
    public Class<?> forbidden() {
        return FirstOfCycle.class;
    }
}
