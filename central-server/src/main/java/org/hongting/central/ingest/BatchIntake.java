package org.hongting.central.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.RefusedMessage.Reason;

/// Stores the batches of one terminal within one transaction.
final class BatchIntake {
    private final Transaction transaction;
    private final TerminalId terminal;
    private final Instant now;
    private final Projections projections;
    private final Alarms alarms;
    private final EpochTable epochs;
    private final Lineage lineage;
    private final SecondHistories histories;

    BatchIntake(Transaction transaction, TerminalId terminal, Instant now, Projections projections, Alarms alarms) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
        this.projections = projections;
        this.alarms = alarms;
        this.epochs = new EpochTable(transaction, terminal);
        this.lineage = new Lineage(transaction, terminal, now, alarms);
        this.histories = new SecondHistories(transaction, terminal);
    }

    /// What taking a batch came to.
    ///
    /// @param stored records that were new
    record Taken(EpochState state, int stored) {}

    /// @throws RefusedMessage if the batch neither continues an epoch nor introduces one
    Taken take(Batch batch) {
        Batch.Header header = batch.header();
        Optional<EpochState> known = epochs.find(header.epoch());
        EpochState state =
                known.orElseGet(() -> EpochState.nothingOf(header.epoch(), Chain.start(terminal, header.epoch())));
        if (startsAbove(header, state)) {
            return new Taken(state, known.isPresent() ? goOnApart(batch) : 0);
        }
        if (known.isEmpty()) {
            requireIntroduction(batch);
            if (!header.prev().equals(state.head())) {
                throw new RefusedMessage(Reason.WRONG_CONTENT);
            }
            epochs.open(state, now);
        }
        if (diverges(batch, state)) {
            return new Taken(state, keepApart(batch, state));
        }
        return header.last() <= state.upTo() ? new Taken(state, 0) : append(batch, state);
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
        long first = batch.header().first();
        Map<Long, Line> held =
                records(batch).envelopes(first, Math.min(batch.header().last(), state.upTo()));
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
    private int keepApart(Batch batch, EpochState state) {
        Optional<EpochState> takenIn = takenIn(batch);
        if (takenIn.isPresent()) {
            return appendApart(batch, takenIn.get());
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
    private int goOnApart(Batch batch) {
        return takenIn(batch).map(state -> appendApart(batch, state)).orElse(0);
    }

    private Optional<EpochState> takenIn(Batch batch) {
        return histories.meantBy(batch).flatMap(branch -> epochs.find(branch.name()));
    }

    private int appendApart(Batch batch, EpochState state) {
        boolean goesOn = state.upTo() >= batch.header().first() - 1
                && state.upTo() < batch.header().last()
                && batch.chainAt(state.upTo()).equals(state.head());
        if (!goesOn) {
            return 0;
        }
        histories.find(state.epoch()).ifPresent(branch -> histories.advance(branch, batch));
        return append(batch, state).stored();
    }

    private Taken append(Batch batch, EpochState state) {
        long from = state.upTo() + 1;
        boolean aside = state.setAside() || continuesSetAside(batch, state);
        List<Sorted.Good> good = new ArrayList<>();
        List<StoredFact> facts = new ArrayList<>();
        Map<Long, RecordLines> bySeq = new HashMap<>();
        RecordTable table = new RecordTable(transaction, terminal, state.epoch(), now);
        int bad = 0;
        for (long seq = from; seq <= batch.header().last(); seq++) {
            RecordLines lines = batch.records().get((int) (seq - batch.header().first()));
            switch (Sorted.of(lines, seq)) {
                case Sorted.Good record
                when aside -> {
                    table.quarantine(seq, lines, QuarantineReason.SET_ASIDE, "");
                    bad++;
                }
                case Sorted.Good record -> {
                    good.add(record);
                    bySeq.put(seq, lines);
                    record.fact()
                            .map(fact -> histories.ownNames(fact, state.epoch()))
                            .ifPresent(fact ->
                                    facts.add(new StoredFact(terminal, state.epoch(), record.envelope(), fact, now)));
                }
                case Sorted.Bad(var line, var place, var reason, var detail) -> {
                    table.quarantine(place, line, reason, detail);
                    bad++;
                }
            }
        }
        table.insert(good);
        facts.forEach(lineage::note);
        for (Projections.Failure failure : projections.project(transaction, facts)) {
            long seq = failure.fact().seq();
            RecordLines lines = java.util.Objects.requireNonNull(bySeq.get(seq));
            table.moveToQuarantine(
                    seq,
                    lines,
                    QuarantineReason.PROJECTION,
                    failure.cause().getClass().getSimpleName());
            bad++;
        }
        EpochState advanced =
                state.advancedTo(batch.header().last(), batch.header().head(), bad);
        epochs.advance(state, advanced);
        lineage.noteGoingOn(advanced);
        return new Taken(advanced, (int) (batch.header().last() - from + 1));
    }

    /// Whoever was set aside stays so after their next start. Which epoch the new one continues is noted all the same.
    private boolean continuesSetAside(Batch batch, EpochState state) {
        if (state.upTo() > 0) {
            return false;
        }
        Optional<StoredFact> opening = Sorted.of(batch.records().getFirst(), 1) instanceof Sorted.Good record
                ? record.fact().map(fact -> new StoredFact(terminal, state.epoch(), record.envelope(), fact, now))
                : Optional.empty();
        boolean aside = opening.map(lineage::continuesSetAside).orElse(false);
        if (aside) {
            epochs.setAside(state.epoch(), true);
            opening.ifPresent(lineage::note);
        }
        return aside;
    }

    private RecordTable records(Batch batch) {
        return new RecordTable(transaction, terminal, batch.header().epoch(), now);
    }
}
