package org.hongting.simulator.architecture.planted.protocol;

import org.hongting.simulator.architecture.planted.device.Target;

/// Breaks: protocol imports nothing of ours.
public final class ProtocolKnowsDevices {
    public Class<?> forbidden() {
        return Target.class;
    }
}
