package org.hongting.central;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.hongting.central.document.Downlink;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.ingest.Answer;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.ingest.worker.IngestWorker;
import org.hongting.central.platform.broker.Inbox;
import org.hongting.central.platform.broker.TerminalOutlet;
import org.hongting.central.platform.broker.TurnedAway;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;

/// The way between the broker and the cores: what comes up goes to the ingest or the presence, what is committed is
/// answered, and a hello makes the downlink compare documents.
final class TerminalLink implements Inbox, IngestWorker.Recipient, AutoCloseable {
    /// Some milliseconds of the writers' line.
    private static final int WORDS_AT_ONCE = 200;

    private final RefusalBook refusals;
    private final Downlink downlink;
    private final TerminalPresence presence;
    private final Scheduler scheduler;
    private final TerminalOutlet outlet;
    private final IngestWorker worker;
    private final Map<TerminalId, TerminalState> said = new ConcurrentHashMap<>();
    private final AtomicBoolean hearing = new AtomicBoolean();

    TerminalLink(
            Ingest ingest,
            RefusalBook refusals,
            Downlink downlink,
            TerminalPresence presence,
            Scheduler scheduler,
            TerminalOutlet outlet,
            RandomGenerator random) {
        this.refusals = refusals;
        this.downlink = downlink;
        this.presence = presence;
        this.scheduler = scheduler;
        this.outlet = outlet;
        this.worker = new IngestWorker(ingest, this, random);
    }

    void start() {
        worker.start();
    }

    @Override
    public void arrived(Topic topic, byte[] payload) {
        switch (topic.channel()) {
            case HELLO, UP -> worker.offer(new Arrived(topic, payload));
            case STATE -> state(topic, payload);
            case HEALTH, ACKNOWLEDGEMENT, DOCUMENT, COMMAND -> {
                // Health does not come this way, and the others only go down.
            }
        }
    }

    @Override
    public void refused(TerminalId terminal, RefusedMessage.Reason reason) {
        refusals.add(terminal, reason);
    }

    @Override
    public void turnedAway(TurnedAway reason) {
        refusals.add(Door.CONNECTION, reason);
    }

    private void state(Topic topic, byte[] payload) {
        if (payload.length == 0) {
            return; // takes a retained word back
        }
        try {
            TerminalState state = TerminalState.open(payload);
            if (state.terminal().equals(topic.terminal())) {
                say(state);
                return;
            }
        } catch (RefusedMessage _) {
            // The ingest finds the same and counts it.
        }
        worker.offer(new Arrived(topic, payload));
    }

    /// One word of each terminal waits at most, its latest: however often a terminal speaks, nothing piles up. Where
    /// a whole fleet speaks at once, many words are one transaction.
    private void say(TerminalState state) {
        said.merge(state.terminal(), state, (waiting, next) -> next.session() >= waiting.session() ? next : waiting);
        if (hearing.compareAndSet(false, true)) {
            scheduler.execute(this::hear);
        }
    }

    private void hear() {
        hearing.set(false);
        List<TerminalState> heard = new ArrayList<>();
        Iterator<TerminalId> waiting = said.keySet().iterator();
        while (waiting.hasNext() && heard.size() < WORDS_AT_ONCE) {
            TerminalState state = said.remove(waiting.next());
            if (state != null) {
                heard.add(state);
            }
        }
        if (!said.isEmpty() && hearing.compareAndSet(false, true)) {
            scheduler.execute(this::hear);
        }
        presence.heard(heard);
        // An old word of another node says nothing of a terminal that has come back since.
        heard.stream()
                .filter(state -> !state.online())
                .map(TerminalState::terminal)
                .filter(terminal -> !presence.isThere(terminal))
                .forEach(downlink::saidToBeGone);
    }

    @Override
    public void answer(Answer answer) {
        outlet.send(answer.terminal(), Channel.ACKNOWLEDGEMENT, answer.frame());
    }

    @Override
    public void hello(Hello hello, Duration turn) {
        if (turn.isZero()) {
            downlink.greet(hello);
        } else {
            scheduler.after(turn, () -> downlink.greet(hello));
        }
    }

    /// Takes what a person carried.
    Ingest.Outcome takeAside(List<Arrived> messages) {
        return worker.takeAside(messages);
    }

    /// Calls back, on the caller's thread, once the ingest has let it pass between two groups, its threads living.
    void askIngest(Runnable passed) {
        if (worker.letsPass()) {
            passed.run();
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
