package org.hongting.central.alert;

import java.time.Duration;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.lease.Leadership;
import org.springframework.context.SmartLifecycle;

/// Has the server that leads look at the fleet every ten seconds, on a thread of its own.
final class AlertLoop implements SmartLifecycle {
    private static final System.Logger LOG = System.getLogger(AlertLoop.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final AlertWatch watch;
    private final Leadership leadership;
    private final SingleThreadScheduler thread;
    private boolean failing;
    private volatile boolean running;

    AlertLoop(AlertWatch watch, Leadership leadership, SingleThreadScheduler thread) {
        this.watch = watch;
        this.leadership = leadership;
        this.thread = thread;
    }

    @Override
    public void start() {
        running = true;
        thread.execute(this::turn);
    }

    private void turn() {
        if (!running) {
            return;
        }
        try {
            leadership.lead(watch::look);
            failing = false;
        } catch (RuntimeException e) {
            // Six times a minute would fill the disk that may be what fails.
            if (!failing) {
                LOG.log(System.Logger.Level.ERROR, "the terminals could not be looked at; it is tried again", e);
            }
            failing = true;
        }
        if (running) {
            thread.after(EVERY, this::turn);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
