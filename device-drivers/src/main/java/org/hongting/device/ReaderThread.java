package org.hongting.device;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The life that all readers share: one thread, attempts with growing pauses, faults told once, listeners
/// kept from harming the reader. What differs between readers is only their [Source].
public final class ReaderThread implements CredentialReader {
    private static final Logger LOG = System.getLogger(ReaderThread.class.getName());
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final DeviceName name;
    private final Source source;
    private final Backoff backoff;
    private final boolean simulated;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private volatile boolean closed;

    public ReaderThread(DeviceName name, Source source, Backoff backoff, boolean simulated) {
        this.name = name;
        this.source = source;
        this.backoff = backoff;
        this.simulated = simulated;
    }

    /// How one kind of device is talked to.
    public interface Source {
        /// @throws DeviceException if this machine can never run such a device; see [CredentialReader#open]
        default void check() throws DeviceException {}

        /// Connects, says [Delivery#ready] once the device works, and delivers until the device is lost. Runs
        /// on the reader's thread, which is interrupted by a close.
        ///
        /// @throws DeviceException when the device is absent or lost; the reader calls again after a pause
        void run(Delivery delivery) throws DeviceException, InterruptedException;

        /// Makes a [#run] that does not heed interrupts (a native call, a blocking stream) end. Called by
        /// other threads, also while nothing runs.
        default void unblock() {}
    }

    /// What a source tells; only from within [Source#run], on its thread.
    public interface Delivery {
        /// The device works: ends an outage.
        void ready();

        /// The device does not work, though the source itself goes on waiting for it.
        void fault(DeviceFault.Kind kind, String reason);

        /// @param readAtNanos [System#nanoTime] when the device delivered it
        void shown(Shown shown, long readAtNanos);
    }

    @Override
    public DeviceName name() {
        return name;
    }

    @Override
    public void open(Listener listener) throws DeviceException {
        source.check();
        Thread reading = Thread.ofPlatform().daemon().name("reader-" + name).unstarted(() -> new Life(listener).live());
        if (closed || !thread.compareAndSet(null, reading)) {
            throw new IllegalStateException("reader " + name + " is opened once");
        }
        reading.start();
    }

    @Override
    public void close() {
        closed = true;
        Thread reading = thread.get();
        if (reading == null || reading.equals(Thread.currentThread())) {
            return;
        }
        long giveUpAt = System.nanoTime() + LONGEST_CLOSE.toNanos();
        boolean interrupted = false;
        // An unblock that comes a moment before the blocking call would be lost: repeat it until the thread
        // has ended.
        while (reading.isAlive() && System.nanoTime() < giveUpAt) {
            source.unblock();
            reading.interrupt();
            try {
                reading.join(Duration.ofMillis(50));
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (reading.isAlive()) {
            LOG.log(Level.WARNING, "reader {0} did not end within {1}", name, LONGEST_CLOSE);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// From open to close, on the reader's thread.
    private final class Life implements Delivery {
        private final Listener listener;
        private DeviceFault.@Nullable Kind outage;
        private int failedAttempts;
        private boolean worked;

        Life(Listener listener) {
            this.listener = listener;
        }

        void live() {
            while (!closed) {
                try {
                    source.run(this);
                    fault(DeviceFault.Kind.LOST, "the device ended its connection");
                } catch (DeviceException lost) {
                    fault(
                            worked ? DeviceFault.Kind.LOST : lost.kind(),
                            lost.faultOf(name).reason());
                } catch (InterruptedException _) {
                    // Only a close interrupts this thread; the loop's condition ends it.
                    continue;
                } catch (RuntimeException broken) {
                    LOG.log(Level.ERROR, "reader " + name + " failed", broken);
                    fault(DeviceFault.Kind.FAILED, "unexpected " + broken);
                }
                pause();
            }
        }

        private void pause() {
            if (closed) {
                return;
            }
            try {
                Thread.sleep(backoff.pauseBefore(failedAttempts));
                failedAttempts++;
            } catch (InterruptedException _) {
                // As in live(): the closed flag decides.
            }
        }

        @Override
        public void ready() {
            failedAttempts = 0;
            worked = true;
            if (outage != null) {
                outage = null;
                guard(() -> listener.onRecovered(name));
            }
        }

        @Override
        public void fault(DeviceFault.Kind kind, String reason) {
            worked = false;
            // A device that was lost and is absent at the next attempt is still the same outage.
            boolean known = outage == kind || (outage == DeviceFault.Kind.LOST && kind == DeviceFault.Kind.ABSENT);
            if (!known) {
                outage = kind;
                guard(() -> listener.onFault(new DeviceFault(name, kind, reason)));
            }
        }

        @Override
        public void shown(Shown shown, long readAtNanos) {
            guard(() -> listener.onRead(new CredentialRead(name, shown, readAtNanos, simulated)));
        }

        private void guard(Runnable call) {
            if (closed) {
                return;
            }
            try {
                call.run();
            } catch (RuntimeException theirs) {
                LOG.log(Level.ERROR, "a listener of reader " + name + " threw", theirs);
            }
        }
    }
}
