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
    private final Lineage lineage;
    private final SecondHistories histories;
    private final List<StoredFact> facts = new ArrayList<>();
    private @Nullable Gathered gathered;

    BatchIntake(Transaction transaction, TerminalId terminal, Instant now, Alarms alarms) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
        this.alarms = alarms;
        this.epochs = new EpochTable(transaction, terminal);
        this.lineage = new Lineage(transaction, terminal, now, alarms);
        this.histories = new SecondHistories(transaction, terminal);
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
            return new Taken(state, known.isPresent() ? goOnApart(letter) : 0);
        }
        if (known.isEmpty()) {
            requireIntroduction(batch);
            if (!header.prev().equals(state.head())) {
                throw new RefusedMessage(Reason.WRONG_CONTENT);
            }
            epochs.open(state, now);
        }
        if (diverges(batch, state)) {
            return new Taken(state, keepApart(letter, state));
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
        records(done.held.epoch())
                .insert(done.good)
                .forEach(record -> record.fact()
                        .map(fact -> histories.ownNames(fact, done.held.epoch()))
                        .ifPresent(fact -> keep(done, record, fact)));
        epochs.advance(done.held, done.reached);
        lineage.noteGoingOn(done.reached);
    }

    private void keep(Gathered done, Sorted.Good record, Fact fact) {
        StoredFact stored = new StoredFact(terminal, done.held.epoch(), record.envelope(), fact, now);
        lineage.note(stored);
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
    ///
    /// @return records that were stored: none, unless somebody decided to take the second history in
    private int keepApart(Letter.Records letter, EpochState state) {
        Batch batch = letter.batch();
        Optional<EpochState> takenIn = takenIn(batch);
        if (takenIn.isPresent()) {
            return appendApart(letter, takenIn.get());
        }
        Map<Long, RecordLines> apart = new HashMap<>(strangers(batch, state));
        for (long seq = Math.max(batch.header().first(), state.upTo() + 1);
                seq <= batch.header().last();
                seq++) {
            apart.put(seq, batch.records().get((int) (seq - batch.header().first())));
        }
        histories.keep(batch, apart, now);
        alarms.raise(
                transaction, Alarms.Kind.DIVERGENCE, terminal, "epoch " + state.epoch() + " has two histories", now);
        return 0;
    }

    /// What lies above the watermark may go on with a second history.
    private int goOnApart(Letter.Records letter) {
        return takenIn(letter.batch()).map(state -> appendApart(letter, state)).orElse(0);
    }

    private Optional<EpochState> takenIn(Batch batch) {
        return histories.meantBy(batch).flatMap(branch -> reached(branch.name()));
    }

    private int appendApart(Letter.Records letter, EpochState state) {
        Batch batch = letter.batch();
        boolean goesOn = state.upTo() >= batch.header().first() - 1
                && state.upTo() < batch.header().last()
                && batch.chainAt(state.upTo()).equals(state.head());
        if (!goesOn) {
            return 0;
        }
        histories.find(state.epoch()).ifPresent(branch -> histories.advance(branch, batch));
        return append(letter, state).stored();
    }

    private Taken append(Letter.Records letter, EpochState state) {
        boolean aside = state.setAside() || continuesSetAside(letter, state);
        Gathered open = gatheredOf(aside ? state.putAside() : state);
        Batch.Header header = letter.batch().header();
        int first = (int) (state.upTo() + 1 - header.first());
        int bad = 0;
        for (Sorted record : letter.sorted().subList(first, header.count())) {
            switch (record) {
                case Sorted.Good good
                when aside -> {
                    records(state.epoch())
                            .quarantine(good.envelope().seq(), good.lines(), QuarantineReason.SET_ASIDE, "");
                    bad++;
                }
                case Sorted.Good good
                when ErasureHeld.isUnasked(transaction, terminal, good) -> {
                    records(state.epoch())
                            .quarantine(good.envelope().seq(), good.lines(), QuarantineReason.TOMBSTONE, "");
                    bad++;
                }
                case Sorted.Good good -> open.good.add(good);
                case Sorted.Bad(var lines, var place, var reason, var detail) -> {
                    records(state.epoch()).quarantine(place, lines, reason, detail);
                    bad++;
                }
            }
        }
        open.reached = open.reached.advancedTo(header.last(), header.head(), bad);
        return new Taken(open.reached, header.count() - first);
    }

    /// Whoever was set aside stays so after their next start. Which epoch the new one continues is noted all the same.
    private boolean continuesSetAside(Letter.Records letter, EpochState state) {
        if (state.upTo() > 0) {
            return false;
        }
        Optional<StoredFact> opening = letter.sorted().getFirst() instanceof Sorted.Good record
                ? record.fact().map(fact -> new StoredFact(terminal, state.epoch(), record.envelope(), fact, now))
                : Optional.empty();
        boolean aside = opening.map(lineage::continuesSetAside).orElse(false);
        if (aside) {
            epochs.setAside(state.epoch(), true);
            opening.ifPresent(lineage::note);
        }
        return aside;
    }

    private RecordTable records(EpochId epoch) {
        return new RecordTable(transaction, terminal, epoch, now);
    }
}
