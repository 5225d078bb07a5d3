package org.hongting.simulator.architecture.planted.sync.one;

import org.hongting.simulator.architecture.planted.sync.two.SecondOfCycle;

/// Breaks: no cycles between packages.
public final class FirstOfCycle {
    public Class<?> forbidden() {
        return SecondOfCycle.class;
    }
}
