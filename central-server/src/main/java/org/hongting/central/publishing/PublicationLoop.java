package org.hongting.central.publishing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hongting.central.platform.lease.Leadership;
import org.springframework.context.SmartLifecycle;

/// Calls the publisher twice a second on one thread, so that what happened in between becomes one document: half a
/// second is quick for a person at another door and slow enough to gather a queue of cards.
final class PublicationLoop implements SmartLifecycle {
    private static final System.Logger LOG = System.getLogger(PublicationLoop.class.getName());
    private static final long PERIOD_MILLIS = 500;
    private static final long STOP_SECONDS = 5;

    private final Publisher publisher;
    private final TerminalWatch terminals;
    private final ChangeListener listener;
    private final List<BeforePublishing> before;
    private final Leadership leadership;
    private final Clock clock;
    private final Set<BeforePublishing> failing = new HashSet<>();
    private LocalDate day = LocalDate.EPOCH;
    private volatile ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("publisher").daemon().factory());
    private volatile boolean running;

    PublicationLoop(
            Publisher publisher,
            TerminalWatch terminals,
            ChangeListener listener,
            List<BeforePublishing> before,
            Leadership leadership,
            Clock clock) {
        this.publisher = publisher;
        this.terminals = terminals;
        this.listener = listener;
        this.before = List.copyOf(before);
        this.leadership = leadership;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (thread.isShutdown()) {
            thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("publisher").daemon().factory());
        }
        running = true;
        var _ = thread.schedule(() -> publisher.mark("roster", "site"), 0, TimeUnit.MILLISECONDS);
        var _ = thread.schedule(() -> publisher.mark("branches", "site"), 0, TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(this::turn, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// One server does what is done once; each looks after its own pages.
    private void turn() {
        try {
            leadership.lead(this::publish);
            if (terminals.statesChanged()) {
                listener.changed("terminals");
            }
        } catch (RuntimeException e) {
            // A throw would end the loop for ever; the next turn tries again.
            LOG.log(System.Logger.Level.ERROR, "a turn of the publisher failed", e);
        }
    }

    private void publish() {
        before.forEach(this::attempt);
        try {
            LocalDate today = LocalDate.now(clock);
            if (terminals.claimsChanged() || !today.equals(day)) {
                day = today;
                publisher.mark("meetings", "all");
                publisher.mark("courses", "all");
            }
            publisher.publishDue();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a turn of the publisher failed", e);
        }
    }

    private void attempt(BeforePublishing duty) {
        try {
            duty.turn();
            failing.remove(duty);
        } catch (RuntimeException e) {
            // Twice a second would fill the disk that may be what fails.
            if (failing.add(duty)) {
                LOG.log(System.Logger.Level.ERROR, "what comes before publishing failed and is tried again", e);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
