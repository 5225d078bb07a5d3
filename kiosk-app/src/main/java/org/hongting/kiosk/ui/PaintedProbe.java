package org.hongting.kiosk.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/// Tells when what was just changed in a scene has been painted, as honestly as can be told from inside the process.
///
/// The toolkit calls its post-layout listeners 10–20 ms *before* the pixels of that pulse stand. So the first call
/// after a change only marks the wish and asks for one more pulse; the time is taken in the next call, when the frame
/// with the change has been handed over. Against a watcher of real pixels this was −8 to +21 ms off; `snapshot` would
/// prove the content but never the time. FX thread only.
public final class PaintedProbe implements AutoCloseable {
    private final Scene scene;
    private final LongSupplier nanoTime;
    private final Runnable listener = this::pulse;
    private List<LongConsumer> changed = new ArrayList<>();
    private List<LongConsumer> laidOut = new ArrayList<>();

    /// @param nanoTime the clock the answers are given in
    public PaintedProbe(Scene scene, LongSupplier nanoTime) {
        this.scene = scene;
        this.nanoTime = nanoTime;
        scene.addPostLayoutPulseListener(listener);
    }

    /// Calls back once with the time at which the scene as it is now had been painted.
    public void afterPaint(LongConsumer painted) {
        changed.add(painted);
        Platform.requestNextPulse();
    }

    private void pulse() {
        List<LongConsumer> painted = laidOut;
        laidOut = changed;
        changed = new ArrayList<>();
        if (!laidOut.isEmpty()) {
            Platform.requestNextPulse();
        }
        if (!painted.isEmpty()) {
            long now = nanoTime.getAsLong();
            painted.forEach(callback -> callback.accept(now));
        }
    }

    @Override
    public void close() {
        scene.removePostLayoutPulseListener(listener);
    }
}
