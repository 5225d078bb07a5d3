package org.hongting.simulator.architecture.planted.sync;

import org.hongting.simulator.architecture.planted.provisioning.Target;

/// Breaks: sync-agent imports only protocol.
public final class SyncKnowsProvisioning {
    public Class<?> forbidden() {
        return Target.class;
    }
}
