package org.hongting.simulator.architecture.planted.kiosk;

import org.hongting.simulator.architecture.planted.central.Target;

/// Breaks: the kiosk does not import the centre.
public final class KioskKnowsCentre {
    public Class<?> forbidden() {
        return Target.class;
    }
}
