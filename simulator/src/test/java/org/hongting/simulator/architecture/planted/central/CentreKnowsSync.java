package org.hongting.simulator.architecture.planted.central;

import org.hongting.simulator.architecture.planted.sync.Target;

/// Breaks: the centre does not import the terminal.
public final class CentreKnowsSync {
    public Class<?> forbidden() {
        return Target.class;
    }
}
