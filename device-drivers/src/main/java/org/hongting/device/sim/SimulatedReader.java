package org.hongting.device.sim;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderThread;
import org.hongting.device.Shown;

/// A reader without hardware: what is shown to it here is what its listener hears, on the reader's own thread
/// and with `simulated` set. It can vanish and come back like the real ones. All methods may be called from
/// any thread.
public final class SimulatedReader implements CredentialReader {
    private sealed interface Happening {
        record Showing(Shown shown, long atNanos) implements Happening {}

        record Vanishing(String reason) implements Happening {}

        record Returning() implements Happening {}
    }

    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final ReaderThread thread;
    private boolean vanished;

    public SimulatedReader(DeviceName name) {
        this.thread = new ReaderThread(name, this::run, Backoff.USUAL, true);
    }

    /// Holds something to the reader.
    ///
    /// @return false if the reader has vanished, so that nobody read it
    public synchronized boolean show(Shown shown) {
        return !vanished && happenings.offer(new Happening.Showing(shown, System.nanoTime()));
    }

    /// Takes the reader away.
    public synchronized void vanish(String reason) {
        if (!vanished) {
            vanished = true;
            happenings.add(new Happening.Vanishing(reason));
        }
    }

    /// Puts the reader back.
    public synchronized void returnBack() {
        if (vanished) {
            vanished = false;
            happenings.add(new Happening.Returning());
        }
    }

    private void run(ReaderThread.Delivery delivery) throws InterruptedException {
        delivery.ready();
        while (true) {
            switch (happenings.take()) {
                case Happening.Showing(Shown shown, long atNanos) -> delivery.shown(shown, atNanos);
                case Happening.Vanishing(String reason) -> delivery.fault(Kind.LOST, reason);
                case Happening.Returning() -> delivery.ready();
            }
        }
    }

    @Override
    public DeviceName name() {
        return thread.name();
    }

    @Override
    public void open(Listener listener) throws DeviceException {
        thread.open(listener);
    }

    @Override
    public void close() {
        thread.close();
    }
}
