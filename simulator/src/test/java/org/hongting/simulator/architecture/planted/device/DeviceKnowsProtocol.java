package org.hongting.simulator.architecture.planted.device;

import org.hongting.simulator.architecture.planted.protocol.Target;

/// Breaks: device-drivers imports nothing of ours.
public final class DeviceKnowsProtocol {
    public Class<?> forbidden() {
        return Target.class;
    }
}
