package org.hongting.simulator.architecture.planted.device.sim;

import javax.smartcardio.Card;

/// Breaks: smart-card API only in device.pcsc.
public final class SimulatorKnowsSmartCards {
    public Class<?> forbidden() {
        return Card.class;
    }
}
