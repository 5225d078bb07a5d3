package org.hongting.simulator.architecture.planted.kiosk;

import org.hongting.simulator.architecture.planted.simulator.Target;

/// Breaks: nobody imports the simulator.
public final class SomebodyKnowsSimulator {
    public Class<?> forbidden() {
        return Target.class;
    }
}
