package org.hongting.central.notice;

import java.time.Duration;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.lease.Leadership;
import org.springframework.context.SmartLifecycle;

/// Has the server that leads send what is due, on a thread of its own: a mail server that does not answer keeps nobody
/// waiting.
final class NoticeLoop implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger(NoticeLoop.class.getName());

    private final Notices notices;
    private final Leadership leadership;
    private final SingleThreadScheduler thread;
    private boolean failing;
    private volatile boolean running;

    NoticeLoop(Notices notices, Leadership leadership, SingleThreadScheduler thread) {
        this.notices = notices;
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
            leadership.lead(notices::deliver);
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.log(System.Logger.Level.ERROR, "notices could not be looked after; it is tried again", e);
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
