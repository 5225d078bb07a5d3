package org.hongting.simulator.architecture.planted.device.sim;

import com.pi4j.context.Context;

/// Breaks: Pi4J only in device.gpio.
public final class SimulatorKnowsPi4j {
    public Class<?> forbidden() {
        return Context.class;
    }
}
