package org.hongting.sync.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Hello.HeldEpoch;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.DisputedEpoch;
import org.hongting.sync.journal.Outbox;
import org.hongting.sync.journal.Slice;
import org.hongting.sync.link.LinkStatus.Problem;
import org.hongting.sync.replica.Offered;
import org.jspecify.annotations.Nullable;

/// One connection from its opening to its end: subscribe, say hello, wait for the answer, send, listen. It is used
/// once; what comes for it after its end is not heard.
final class Conversation implements Transport.Listener {
    private static final Duration FIRST_RESEND = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final LinkSetup setup;
    private final TerminalId terminal;
    private final Outbox outbox;
    private final Scheduler scheduler;
    private final Owner owner;
    private final long session;
    private final SendWindow window = new SendWindow();
    private final Deadline connecting;
    private final Deadline answer;
    private final Deadline progress;
    private final Deadline gap;
    private final QuietLine quiet;
    private final Deadline resume;
    private Phase phase = Phase.CONNECTING;
    private Transport.@Nullable Connection connection;
    private @Nullable Greeting asked;
    private @Nullable Greeting answered;
    private @Nullable StoreId store;
    private Duration resend = FIRST_RESEND;
    private Instant heard = Instant.EPOCH;
    private long pausedUntil;
    private int batches = Limits.BATCHES_IN_FLIGHT;

    private enum Phase {
        CONNECTING,
        GREETING,
        LIVE,
        ENDED
    }

    /// The link, as a conversation sees it.
    interface Owner {
        void online();

        void ended(Problem problem, Duration notBefore);

        /// The centre's time, from the answer to what this conversation asked.
        void serverTime(Instant serverTime);

        /// Something of the centre that is believed.
        void heard();

        void refused(RefusedMessage.Reason reason);

        void command(Command command);
    }

    Conversation(LinkSetup setup, Owner owner, long session) {
        this.setup = setup;
        this.terminal = setup.identity().terminal();
        this.outbox = setup.memory().outbox();
        this.scheduler = setup.world().scheduler();
        this.owner = owner;
        this.session = session;
        this.connecting = deadline(() -> end(Problem.UNREACHABLE, false));
        this.answer = deadline(() -> end(Problem.NO_ANSWER, false));
        this.progress = deadline(() -> end(Problem.NO_PROGRESS, false));
        this.gap = deadline(this::startAgainBehindTheWatermark);
        this.quiet = new QuietLine(
                deadline(this::sayHello),
                scheduler,
                setup.world().random(),
                setup.timing().hello());
        this.resume = deadline(this::pump);
    }

    private Deadline deadline(Runnable step) {
        return new Deadline(scheduler, () -> guarded(step));
    }

    void open() {
        connecting.set(setup.timing().connect());
        guarded(() -> connection =
                setup.world().transport().open(state(false), setup.timing().willDelay(), this));
    }

    @Override
    public void up(int inFlight) {
        guarded(() -> {
            // Two publishes are kept free for the hello and the state.
            batches = Math.clamp(inFlight - 2L, 1, Limits.BATCHES_IN_FLIGHT);
            line().subscribe(
                            List.of(
                                    new Topic(terminal, Channel.ACKNOWLEDGEMENT),
                                    new Topic(terminal, Channel.DOCUMENT),
                                    new Topic(terminal, Channel.COMMAND)),
                            delivery -> guarded(() -> subscribed(delivery)));
        });
    }

    private void subscribed(Transport.Delivery delivery) {
        switch (delivery) {
            case Transport.Delivery.Accepted() -> {
                connecting.clear();
                phase = Phase.GREETING;
                sayHello();
            }
            case Transport.Delivery.Refused(int _) -> end(Problem.REFUSED, true);
            case Transport.Delivery.Unknown() -> end(Problem.LOST, false);
        }
    }

    private void sayHello() {
        Greeting greeting = Greeting.of(
                setup.identity(),
                setup.memory(),
                setup.world().clock(),
                setup.world().random(),
                heard);
        asked = greeting;
        answer.set(setup.timing().answer());
        quiet.greeted();
        publish(Channel.STATE, Json.write(state(true)), true, () -> {});
        publish(Channel.HELLO, greeting.frame(), false, () -> {});
    }

    private TerminalState state(boolean online) {
        return new TerminalState(terminal, online, session, outbox.pending());
    }

    @Override
    public void message(Topic topic, byte[] payload) {
        guarded(() -> {
            if (!topic.terminal().equals(terminal)) {
                throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
            }
            switch (topic.channel()) {
                case ACKNOWLEDGEMENT ->
                    acknowledged(Acknowledgement.open(payload, setup.identity().serverKeys()));
                case DOCUMENT ->
                    arrived(DocumentPart.open(payload, setup.identity().serverKeys()));
                case COMMAND -> {
                    Command command = Command.open(payload, setup.identity().serverKeys());
                    requireOurs(command.terminal());
                    // The centre's time comes with the answer to the hello, and commands are judged by it.
                    if (phase != Phase.LIVE) {
                        throw new RefusedMessage(RefusedMessage.Reason.UNASKED);
                    }
                    quiet.stirred();
                    owner.command(command);
                }
                case HELLO, UP, STATE, HEALTH -> throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
            }
        });
    }

    private void acknowledged(Acknowledgement acknowledgement) {
        requireOurs(acknowledgement.terminal());
        heard = acknowledgement.serverTime();
        Greeting question = asked;
        boolean answers = question != null && question.nonce().equals(acknowledgement.nonce());
        if (!answers && acknowledgement.nonce() == null) {
            // Harmless, whoever repeats it, and of a store that was restored there is no other way to hear.
            acknowledgement.helloIsWanted().ifPresent(quiet::asked);
        }
        if (!answers
                && (acknowledgement.nonce() != null || !acknowledgement.store().equals(store))) {
            throw new RefusedMessage(RefusedMessage.Reason.UNASKED);
        }
        boolean newStore = outbox.adopt(acknowledgement.store());
        if (!outbox.acknowledge(acknowledgement.store(), acknowledgement.epochs())) {
            throw new RefusedMessage(RefusedMessage.Reason.UNASKED);
        }
        store = acknowledgement.store();
        pauseFor(acknowledgement.retryAfter());
        if (answers) {
            // What answers a batch may be of any age: whoever carries messages may have kept it.
            owner.serverTime(acknowledgement.serverTime());
            quiet.mayLast(acknowledgement.helloIsWanted());
        }
        owner.heard();
        if (newStore) {
            // What it holds of epochs that seemed settled is not known: ask for all of them.
            window.leave();
            phase = Phase.GREETING;
            sayHello();
        } else if (answers) {
            answeredBy(question);
        }
        follow(acknowledgement);
        pump();
    }

    private void answeredBy(@Nullable Greeting question) {
        answered = question;
        asked = null;
        answer.clear();
        if (phase == Phase.GREETING) {
            phase = Phase.LIVE;
            owner.online();
        }
    }

    /// Moves the window to what is believed now, which is never below what was believed before.
    private void follow(Acknowledgement acknowledgement) {
        EpochId epoch = window.epoch().orElse(null);
        if (epoch == null) {
            return;
        }
        if (window.acknowledge(outbox.acknowledged(epoch))) {
            gap.clear();
            keepWatch();
        } else if (outbox.disputed().stream().map(DisputedEpoch::epoch).anyMatch(epoch::equals)) {
            window.leave();
            keepWatch();
        } else if (acknowledgement.nonce() == null && !window.isEmpty() && !gap.isSet()) {
            // Either an answer to a repeat, or a batch before these never arrived. Time tells.
            gap.set(setup.timing().gap());
        }
    }

    private void startAgainBehindTheWatermark() {
        window.goBack();
        pump();
    }

    private void keepWatch() {
        progress.clear();
        if (!window.isEmpty()) {
            progress.set(setup.timing().progress());
        }
    }

    private void pauseFor(long millis) {
        if (millis > 0) {
            Duration asked = Duration.ofMillis(millis);
            resume.set(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE);
            pausedUntil = scheduler.nanoTime() + Math.min(asked.toMillis(), LONGEST_PAUSE.toMillis()) * 1_000_000L;
        }
    }

    /// Sends what there is room for: one epoch after the other, oldest first.
    void pump() {
        guarded(() -> {
            while (phase == Phase.LIVE && !resume.isSet() && window.hasRoom(batches)) {
                if (window.epoch().isEmpty() && !turnToOldest()) {
                    return;
                }
                Optional<Slice> slice = window.epoch().flatMap(epoch -> outbox.next(epoch, window.next() - 1));
                if (slice.isPresent()) {
                    send(slice.get());
                } else if (window.isEmpty() && hasOther()) {
                    window.leave();
                } else {
                    return;
                }
            }
        });
    }

    private boolean hasOther() {
        return outbox.held().stream()
                .map(HeldEpoch::epoch)
                .findFirst()
                .filter(epoch -> !window.isOn(epoch))
                .isPresent();
    }

    private boolean turnToOldest() {
        EpochId oldest =
                outbox.held().stream().findFirst().map(HeldEpoch::epoch).orElse(null);
        if (oldest == null) {
            return false;
        }
        long upTo = outbox.acknowledged(oldest);
        if (upTo == 0 && (answered == null || !answered.named(oldest))) {
            // The centre has not been told of it: epochs beyond the first hello's, or one opened since.
            if (asked == null) {
                sayHello();
            }
            return false;
        }
        window.turnTo(oldest, upTo);
        return true;
    }

    private void send(Slice slice) {
        byte[] frame = setup.identity().seal(slice);
        quiet.stirred();
        boolean first = window.isEmpty();
        window.sent(slice.last());
        if (first) {
            keepWatch();
        }
        publish(Channel.UP, frame, false, () -> {
            window.confirmed();
            pump();
        });
    }

    private void publish(Channel channel, byte[] payload, boolean retained, Runnable accepted) {
        line().publish(
                        new Topic(terminal, channel),
                        payload,
                        retained,
                        delivery -> guarded(() -> {
                            switch (delivery) {
                                case Transport.Delivery.Accepted() -> accepted.run();
                                case Transport.Delivery.Refused(int _) -> end(Problem.REFUSED, true);
                                case Transport.Delivery.Unknown() -> end(Problem.LOST, false);
                            }
                        }));
    }

    /// Says something that may be lost.
    void tell(Channel channel, byte[] payload) {
        guarded(() -> {
            if (phase == Phase.LIVE) {
                line().tell(new Topic(terminal, channel), payload);
            }
        });
    }

    private void arrived(DocumentPart part) {
        requireOurs(part.header().terminal());
        switch (setup.memory().replica().offer(part)) {
            case Offered.Collecting() -> {}
            case Offered.Stale() -> {}
            case Offered.Applied(var applied) -> {
                resend = FIRST_RESEND;
                quiet.stirred();
                if (applied.document().equals(DocumentName.ERASE) && phase != Phase.CONNECTING) {
                    // Bodies may be missing from here on: the centre is told first that it has asked for that. A hello
                    // that waits for its answer was said before, if the document overtook that answer.
                    window.leave();
                    phase = Phase.GREETING;
                    sayHello();
                }
            }
            case Offered.NeedsResend(var _) -> {
                quiet.sayIn(resend);
                Duration doubled = resend.multipliedBy(2);
                resend = doubled.compareTo(setup.timing().hello()) < 0
                        ? doubled
                        : setup.timing().hello();
            }
        }
    }

    private void requireOurs(TerminalId addressed) {
        if (!addressed.equals(terminal)) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
    }

    @Override
    public void down(Transport.Down down) {
        guarded(() -> end(
                switch (down.cause()) {
                    case UNREACHABLE -> Problem.UNREACHABLE;
                    case REFUSED -> Problem.REFUSED;
                    case TAKEN_OVER -> Problem.TAKEN_OVER;
                    case LOST -> Problem.LOST;
                },
                false));
    }

    /// Says goodbye and ends; nothing is told to the owner.
    void leave() {
        if (phase == Phase.GREETING || phase == Phase.LIVE) {
            line().publish(new Topic(terminal, Channel.STATE), Json.write(state(false)), true, delivery -> {});
        }
        finish(true);
    }

    private void end(Problem problem, boolean orderly) {
        finish(orderly);
        long left = Math.max(0, pausedUntil - scheduler.nanoTime());
        owner.ended(problem, Duration.ofNanos(left));
    }

    private void finish(boolean orderly) {
        phase = Phase.ENDED;
        List.of(connecting, answer, progress, gap, resume).forEach(Deadline::clear);
        quiet.end();
        if (connection != null) {
            connection.close(orderly);
            connection = null;
        }
    }

    private Transport.Connection line() {
        if (connection == null) {
            throw new IllegalStateException("nothing comes before the connection is opened");
        }
        return connection;
    }

    /// Runs one step. A message that is not believed is counted; any other failure ends this conversation and nothing
    /// else: the next one starts from what is on the disk.
    private void guarded(Runnable step) {
        if (phase == Phase.ENDED) {
            return;
        }
        try {
            step.run();
        } catch (RefusedMessage e) {
            owner.refused(e.reason());
        } catch (DatabaseFault e) {
            endUnlessEnded(Problem.STORAGE);
        } catch (RuntimeException e) {
            System.getLogger("org.hongting.sync.link").log(System.Logger.Level.WARNING, "the link stumbled", e);
            endUnlessEnded(Problem.LOST);
        }
    }

    private void endUnlessEnded(Problem problem) {
        if (phase != Phase.ENDED) {
            end(problem, false);
        }
    }
}
