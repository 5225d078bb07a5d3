package org.hongting.central.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.time.ClockAnchor;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.Hello.HeldEpoch;

/// Takes the hellos of one terminal within one transaction: watermarks, gaps, clocks.
final class HelloIntake {
    /// Pending records of an epoch that are believed: more have no place on any disk, and sums must not overflow.
    private static final long MOST_PENDING = 1_000_000_000_000L;

    private final Transaction transaction;
    private final TerminalId terminal;
    private final Instant now;
    private final Alarms alarms;
    private final EpochTable epochs;

    HelloIntake(Transaction transaction, TerminalId terminal, Instant now, Alarms alarms) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
        this.alarms = alarms;
        this.epochs = new EpochTable(transaction, terminal);
    }

    /// @param carried whether a person carried it: how long that took is not known, so it tells nothing of the
    /// terminal's clock, and nothing of whether it is there
    /// @return where the centre stands in every epoch the terminal named
    List<EpochState> take(Hello hello, boolean carried) {
        if (!carried) {
            ClockAnchors.keep(transaction, terminal, new ClockAnchor(hello.boot(), hello.mono(), now));
        }
        List<EpochState> states = new ArrayList<>(hello.epochs().size());
        long pending = 0;
        ToldEpochs told = new ToldEpochs(transaction, terminal, now);
        if (!carried) {
            told.listen();
        }
        ErasureHeld.hear(transaction, hello, now);
        for (HeldEpoch held : hello.epochs()) {
            EpochState state = compare(hello, held);
            states.add(state);
            told.hear(held, state.upTo());
            pending += Math.clamp(held.newest() - state.upTo(), 0, MOST_PENDING);
        }
        transaction.update(
                // Whoever is there has told newer things than what was carried.
                "UPDATE terminal SET software = ?, clock = ?, pending = ? WHERE id = ?"
                        + (carried ? " AND online = 0" : ""),
                hello.software(),
                hello.clock().name(),
                pending,
                terminal.value());
        if (!carried) {
            transaction.update(
                    "UPDATE terminal SET last_contact_at = ?, online = 1 WHERE id = ?",
                    UtcText.of(now),
                    terminal.value());
            new ProvedWord(transaction, terminal, now).hear(hello, states);
        }
        return states;
    }

    private EpochState compare(Hello hello, HeldEpoch held) {
        EpochState state = epochs.find(held.epoch())
                .orElseGet(() -> EpochState.nothingOf(held.epoch(), Chain.start(terminal, held.epoch())));
        if (held.oldest() > state.upTo() + 1) {
            return skipLost(held, state);
        }
        if (held.newest() < state.upTo()) {
            if (isOvertaken(hello, held)) {
                return state;
            }
            alarms.raise(
                    transaction,
                    Alarms.Kind.ROLLBACK,
                    terminal,
                    "epoch " + held.epoch() + " ends at " + held.newest() + ", where the centre holds " + state.upTo(),
                    now);
        } else if (held.newest() == state.upTo()
                && state.upTo() > 0
                && !state.afterGap()
                && !held.head().equals(state.head())) {
            alarms.raise(
                    transaction, Alarms.Kind.DIVERGENCE, terminal, "epoch " + held.epoch() + " has two histories", now);
        }
        return state;
    }

    /// A hello that was held up, or is repeated, comes after records that were written after it: then the terminal does
    /// not hold less than it sent.
    private boolean isOvertaken(Hello hello, HeldEpoch held) {
        long next = held.newest() + 1;
        Line envelope = new RecordTable(transaction, terminal, held.epoch(), now)
                .envelopes(next, next)
                .get(next);
        try {
            return envelope != null && isWrittenAfter(hello, Envelope.ofLine(envelope));
        } catch (MalformedJson e) {
            return false; // in the quarantine
        }
    }

    private static boolean isWrittenAfter(Hello hello, Envelope envelope) {
        return envelope.clock().boot().equals(hello.boot()) && envelope.clock().monotonicNanos() >= hello.mono();
    }

    /// Only a signed hello opens a gap: the terminal itself says that it has these records no longer.
    private EpochState skipLost(HeldEpoch held, EpochState state) {
        if (epochs.find(held.epoch()).isEmpty()) {
            epochs.open(state, now);
        }
        long first = state.upTo() + 1;
        long last = held.oldest() - 1;
        new RecordTable(transaction, terminal, held.epoch(), now).noteLost(first, last);
        alarms.raise(
                transaction,
                Alarms.Kind.LOST,
                terminal,
                "epoch " + held.epoch() + " lost records " + first + " to " + last,
                now);
        return epochs.skipTo(state, last);
    }
}
