package org.hongting.sync.link;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.sync.link.LinkStatus.Problem;
import org.hongting.sync.link.LinkStatus.State;
import org.jspecify.annotations.Nullable;

/// The terminal's line to the centre: one conversation after the other, with a pause between them that grows while
/// they fail. [#start], [#stop] and [#nudge] may be called from any thread and return at once; everything else
/// happens on the scheduler.
///
/// What is durable decides: each conversation begins from the disk, so a link may be killed at any step.
public final class Link {
    /// Two machines that share an identity would take the line from each other without end; the one that goes on must
    /// not need a hand.
    private static final Duration AFTER_TAKEOVER = Duration.ofMinutes(5);

    private final LinkSetup setup;
    private final LinkListener listener;
    private final Scheduler scheduler;
    private final Backoff backoff;
    private final Deadline nextAttempt;
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final Map<RefusedMessage.Reason, Long> refused = new EnumMap<>(RefusedMessage.Reason.class);
    private @Nullable Conversation conversation;
    private State state = State.STOPPED;
    private Problem problem = Problem.NONE;
    private Optional<OffsetDateTime> lastContact = Optional.empty();
    private Optional<Duration> serverOffset = Optional.empty();
    private int disputed;
    private long session;
    private long onlineSince;
    private volatile LinkStatus status;

    public Link(LinkSetup setup, LinkListener listener) {
        this.setup = setup;
        this.listener = listener;
        this.scheduler = setup.world().scheduler();
        this.backoff = new Backoff(setup.world().random());
        this.nextAttempt = new Deadline(scheduler, this::connect);
        this.status = snapshot();
    }

    /// Connects.
    public void start() {
        scheduler.execute(() -> {
            if (state == State.STOPPED) {
                connect();
            }
        });
    }

    /// Says goodbye and makes no further attempt.
    public void stop() {
        scheduler.execute(() -> {
            nextAttempt.clear();
            if (conversation != null) {
                conversation.leave();
                conversation = null;
            }
            become(State.STOPPED, Problem.NONE);
        });
    }

    /// Ends the present conversation in order and begins the next at once: the terminal has something new to show.
    public void reconnect() {
        scheduler.execute(() -> {
            if (state != State.STOPPED) {
                nextAttempt.clear();
                if (conversation != null) {
                    conversation.leave();
                }
                connect();
            }
        });
    }

    /// Tells the link that there are new records. Cheap; several before the link gets to them count as one.
    public void nudge() {
        if (nudged.compareAndSet(false, true)) {
            scheduler.execute(() -> {
                nudged.set(false);
                if (conversation != null) {
                    conversation.pump();
                }
                publishStatus();
            });
        }
    }

    /// Publishes something beside the conversation, once, if the centre has answered on this connection; else nothing
    /// comes of it. From any thread; returns at once.
    public void tell(Channel channel, byte[] payload) {
        scheduler.execute(() -> {
            if (conversation != null) {
                conversation.tell(channel, payload);
            }
        });
    }

    /// The latest status; from any thread.
    public LinkStatus status() {
        return status;
    }

    private void connect() {
        session++;
        Conversation next = new Conversation(setup, new Ears(), session);
        conversation = next;
        become(State.CONNECTING, problem);
        next.open();
    }

    private void become(State newState, Problem newProblem) {
        state = newState;
        problem = newProblem;
        publishStatus();
    }

    private void publishStatus() {
        status = snapshot();
        listener.status(status);
    }

    private LinkStatus snapshot() {
        return new LinkStatus(
                state, setup.memory().outbox().pending(), disputed, lastContact, serverOffset, refused, problem);
    }

    /// What the present conversation tells.
    private final class Ears implements Conversation.Owner {
        @Override
        public void online() {
            onlineSince = scheduler.nanoTime();
            become(State.ONLINE, Problem.NONE);
        }

        @Override
        public void ended(Problem why, Duration notBefore) {
            Duration online =
                    state == State.ONLINE ? Duration.ofNanos(scheduler.nanoTime() - onlineSince) : Duration.ZERO;
            conversation = null;
            Duration pause = why == Problem.TAKEN_OVER ? afterTakeover() : backoff.afterSessionOf(online);
            nextAttempt.set(pause.compareTo(notBefore) > 0 ? pause : notBefore);
            become(State.OFFLINE, why);
        }

        /// Between one and two times as long, so that the two do not meet again.
        private Duration afterTakeover() {
            return AFTER_TAKEOVER.plusMillis(setup.world().random().nextLong(AFTER_TAKEOVER.toMillis()));
        }

        @Override
        public void serverTime(Instant serverTime) {
            ClockReading now = setup.world().clock().read();
            serverOffset = Optional.of(Duration.between(now.wall().toInstant(), serverTime));
            listener.serverTime(serverTime, now);
        }

        @Override
        public void heard() {
            lastContact = Optional.of(setup.world().clock().read().wall());
            disputed = setup.memory().outbox().disputed().size();
            publishStatus();
        }

        @Override
        public void refused(RefusedMessage.Reason reason) {
            refused.merge(reason, 1L, Long::sum);
            publishStatus();
        }

        @Override
        public void command(Command command) {
            listener.command(command);
        }
    }
}
