package org.hongting.simulator.architecture.planted.provisioning;

import org.hongting.simulator.architecture.planted.sync.Target;

/// Breaks: provisioning imports only protocol.
public final class ProvisioningKnowsSync {
    public Class<?> forbidden() {
        return Target.class;
    }
}
