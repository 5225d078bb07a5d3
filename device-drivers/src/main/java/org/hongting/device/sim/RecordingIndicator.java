package org.hongting.device.sim;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hongting.device.Indicator;

/// An indicator that remembers what it was told, for tests and the demo's bench.
public final class RecordingIndicator implements Indicator {
    private final List<Signal> signals = new CopyOnWriteArrayList<>();

    @Override
    public void signal(Signal signal) {
        signals.add(signal);
    }

    /// Everything it was told, oldest first.
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    @Override
    public void close() {}
}
