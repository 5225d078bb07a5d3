package org.hongting.simulator.architecture.planted.central;

import org.hongting.simulator.architecture.planted.provisioning.Target;

/// Breaks: the centre sees only the authority of provisioning.
public final class CentreKnowsClaim {
    public Class<?> forbidden() {
        return Target.class;
    }
}
