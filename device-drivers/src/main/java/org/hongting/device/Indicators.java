package org.hongting.device;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/// All indicators of a terminal as one. One that throws does not keep the others from answering.
public final class Indicators implements Indicator {
    private static final Logger LOG = System.getLogger(Indicators.class.getName());

    private final List<Indicator> indicators;

    public Indicators(List<? extends Indicator> indicators) {
        this.indicators = List.copyOf(indicators);
    }

    @Override
    public void signal(Signal signal) {
        for (Indicator indicator : indicators) {
            guard(indicator, () -> indicator.signal(signal));
        }
    }

    @Override
    public void close() {
        for (Indicator indicator : indicators) {
            guard(indicator, indicator::close);
        }
    }

    private static void guard(Indicator indicator, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "indicator " + indicator.getClass().getSimpleName() + " failed", broken);
        }
    }
}
