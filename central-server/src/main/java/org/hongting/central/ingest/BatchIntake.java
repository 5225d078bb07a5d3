package org.hongting.central.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.RefusedMessage.Reason;
import org.jspecify.annotations.Nullable;

/// Takes the batches of one terminal within one transaction. Those of one epoch that follow each other are gathered;
/// they are in the store after [#write].
final class BatchIntake {
    private final Transaction transaction;
    private final TerminalId terminal;
    private final Instant now;
    private final Alarms alarms;
    private final EpochTable epochs;
    private final List<StoredFact> facts = new ArrayList<>();
    private @Nullable Gathered gathered;

    BatchIntake(Transaction transaction, TerminalId terminal, Instant now, Alarms alarms) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
        this.alarms = alarms;
        this.epochs = new EpochTable(transaction, terminal);
    }

    /// What taking a batch came to.
    ///
    /// @param stored records that were new
    record Taken(EpochState state, int stored) {}

    /// What was taken of one epoch and is not in the store yet.
    private static final class Gathered {
        private final EpochState held;
        private EpochState reached;
        private final List<Sorted.Good> good = new ArrayList<>();

        Gathered(EpochState held) {
            this.held = held;
            this.reached = held;
        }
    }

    /// @throws RefusedMessage if the batch neither continues an epoch nor introduces one
    Taken take(Letter.Records letter) {
        Batch batch = letter.batch();
        Batch.Header header = batch.header();
        Optional<EpochState> known = reached(header.epoch());
        EpochState state =
                known.orElseGet(() -> EpochState.nothingOf(header.epoch(), Chain.start(terminal, header.epoch())));
        if (startsAbove(header, state)) {
            return new Taken(state, 0);
        }
        if (known.isEmpty()) {
            requireIntroduction(batch);
            if (!header.prev().equals(state.head())) {
                throw new RefusedMessage(Reason.WRONG_CONTENT);
            }
            epochs.open(state, now);
        }
        if (diverges(batch, state)) {
            keepApart(batch, state);
            return new Taken(state, 0);
        }
        return header.last() <= state.upTo() ? new Taken(state, 0) : append(letter, state);
    }

    private Optional<EpochState> reached(EpochId epoch) {
        Gathered open = gathered;
        if (open != null && open.held.epoch().equals(epoch)) {
            return Optional.of(open.reached);
        }
        write();
        return epochs.find(epoch);
    }

    private Gathered gatheredOf(EpochState state) {
        Gathered open = gathered;
        if (open == null || !open.held.epoch().equals(state.epoch())) {
            write();
            open = new Gathered(state);
            gathered = open;
        }
        return open;
    }

    /// Stores what was gathered and moves the watermark.
    void write() {
        Gathered done = gathered;
        if (done == null) {
            return;
        }
        gathered = null;
        records(done.held.epoch()).insert(done.good);
        done.good.forEach(record -> record.fact().ifPresent(fact -> keep(done, record, fact)));
        epochs.advance(done.held, done.reached);
        noteGoingOn(done.reached);
    }

    private void keep(Gathered done, Sorted.Good record, Fact fact) {
        StoredFact stored = new StoredFact(terminal, done.held.epoch(), record.envelope(), fact, now);
        noteParent(stored);
        facts.add(stored);
    }

    /// Everything that was stored and is known, in its order.
    List<StoredFact> facts() {
        return facts;
    }

    /// Whatever lies between is still on its way, or lost on it: the terminal starts again from the watermark. After
    /// a gap the chain can only be taken up exactly where the gap ends.
    private static boolean startsAbove(Batch.Header header, EpochState state) {
        return header.first() > state.upTo() + 1 || (state.afterGap() && header.first() != state.upTo() + 1);
    }

    /// An epoch begins with the record that says so. A first record that cannot be read is let through: it goes into
    /// the quarantine, and an honest kiosk with one bad block is not stopped.
    private static void requireIntroduction(Batch batch) {
        try {
            Envelope first = Envelope.ofLine(batch.records().getFirst().envelope());
            if (!first.type().equals(FactType.EPOCH_OPENED.typeName())) {
                throw new RefusedMessage(Reason.UNKNOWN_EPOCH);
            }
        } catch (MalformedJson e) {
            // Quarantined below.
        }
    }

    private boolean diverges(Batch batch, EpochState state) {
        if (state.afterGap()) {
            return false;
        }
        if (batch.header().last() >= state.upTo()) {
            return !batch.chainAt(state.upTo()).equals(state.head());
        }
        return !strangers(batch, state).isEmpty();
    }

    /// Records at or below the watermark that are not the ones held there.
    private Map<Long, RecordLines> strangers(Batch batch, EpochState state) {
        write();
        long first = batch.header().first();
        Map<Long, Line> held =
                records(state.epoch()).envelopes(first, Math.min(batch.header().last(), state.upTo()));
        Map<Long, RecordLines> strangers = new HashMap<>();
        for (int i = 0; i < batch.records().size(); i++) {
            RecordLines lines = batch.records().get(i);
            Line there = held.get(first + i);
            if (there != null && !there.equals(lines.envelope())) {
                strangers.put(first + i, lines);
            }
        }
        return strangers;
    }

    /// Two histories under one name: both are kept, the second one here, and a person must look. The terminal learns
    /// from our head that it is not its own and goes on with its later epochs.
    private void keepApart(Batch batch, EpochState state) {
        Map<Long, RecordLines> apart = new HashMap<>(strangers(batch, state));
        for (long seq = Math.max(batch.header().first(), state.upTo() + 1);
                seq <= batch.header().last();
                seq++) {
            apart.put(seq, batch.records().get((int) (seq - batch.header().first())));
        }
        RecordTable table = records(state.epoch());
        apart.forEach((seq, lines) ->
                table.quarantine(seq, lines, "fork", "another record stands in this place, or before it"));
        alarms.raise(
                transaction, Alarms.Kind.DIVERGENCE, terminal, "epoch " + state.epoch() + " has two histories", now);
    }

    private Taken append(Letter.Records letter, EpochState state) {
        Gathered open = gatheredOf(state);
        Batch.Header header = letter.batch().header();
        int first = (int) (state.upTo() + 1 - header.first());
        int bad = 0;
        for (Sorted record : letter.sorted().subList(first, header.count())) {
            switch (record) {
                case Sorted.Good good -> open.good.add(good);
                case Sorted.Bad(var lines, var place, var reason, var detail) -> {
                    records(state.epoch()).quarantine(place, lines, reason, detail);
                    bad++;
                }
            }
        }
        open.reached = state.advancedTo(header.last(), header.head(), bad);
        return new Taken(open.reached, header.count() - first);
    }

    private void noteParent(StoredFact fact) {
        if (fact.seq() == 1
                && fact.fact() instanceof Fact.EpochOpened(var previous, var software)
                && previous != null) {
            boolean copied = !epochs.childrenOf(previous.epoch()).isEmpty();
            epochs.nameParent(fact.epoch(), previous);
            if (copied) {
                alarms.raise(
                        transaction,
                        Alarms.Kind.FORK,
                        terminal,
                        "epoch " + previous.epoch() + " is continued by more than one epoch",
                        now);
            }
            epochs.find(previous.epoch())
                    .filter(parent -> !parent.afterGap())
                    .filter(parent -> parent.upTo() > previous.last()
                            || (parent.upTo() == previous.last()
                                    && !parent.head().equals(previous.head())))
                    .ifPresent(parent -> alarms.raise(
                            transaction,
                            Alarms.Kind.ROLLBACK,
                            terminal,
                            "epoch " + fact.epoch() + " continues " + previous.epoch() + " at " + previous.last()
                                    + ", where the centre holds " + parent.upTo(),
                            now));
        }
    }

    /// An epoch ends where the next one of its disk begins. One that goes on behind that has two disks, of which the
    /// other one was heard of first.
    private void noteGoingOn(EpochState state) {
        epochs.childrenBefore(state.epoch(), state.upTo())
                .forEach(child -> alarms.raise(
                        transaction,
                        Alarms.Kind.FORK,
                        terminal,
                        "epoch " + state.epoch() + " goes on after epoch " + child + " has continued it",
                        now));
    }

    private RecordTable records(EpochId epoch) {
        return new RecordTable(transaction, terminal, epoch, now);
    }
}
