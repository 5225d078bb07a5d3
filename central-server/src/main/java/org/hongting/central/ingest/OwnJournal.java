package org.hongting.central.ingest;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// The centre as an origin of facts: what is ruled in the console stands in a journal like a terminal's, chained the
/// same way, and the same projections see it. Every process start opens an epoch, at the first fact that needs one.
///
/// A fact that a projection cannot take is a mistake of this server and fails the whole transaction.
public final class OwnJournal {
    /// The name of the centre among the origins of records; no terminal is called so.
    public static final TerminalId CENTRE = new TerminalId("centre");

    private final List<FactProjection> projections;
    private final Clock clock;
    private final RandomGenerator random;
    private final String software;
    private final EpochId epoch;
    private final BootId boot;
    private final LongSupplier monotonicNanos;

    /// @param clock in the site's zone
    /// @param monotonicNanos since the start of the process
    public OwnJournal(
            List<FactProjection> projections,
            Clock clock,
            LongSupplier monotonicNanos,
            RandomGenerator random,
            String software) {
        this.monotonicNanos = monotonicNanos;
        this.projections = List.copyOf(projections);
        this.clock = clock;
        this.random = random;
        this.software = software;
        this.epoch = EpochId.draw(random);
        this.boot = new BootId("centre-" + epoch.value().substring(0, 16));
    }

    /// Writes a fact within the transaction that makes it true. Of somebody who was erased meanwhile only its place is
    /// written.
    public StoredFact append(Transaction transaction, Fact fact) {
        EpochTable epochs = new EpochTable(transaction, CENTRE);
        EpochState state = epochs.find(epoch).orElseGet(() -> open(transaction, epochs));
        return append(transaction, epochs, state, fact);
    }

    private EpochState open(Transaction transaction, EpochTable epochs) {
        Optional<Fact.PreviousEpoch> previous = latest(transaction);
        EpochState opened = EpochState.nothingOf(epoch, Chain.start(CENTRE, epoch));
        epochs.open(opened, clock.instant());
        append(transaction, epochs, opened, new Fact.EpochOpened(previous.orElse(null), software));
        previous.ifPresent(parent -> epochs.nameParent(epoch, parent));
        return epochs.find(epoch).orElseThrow();
    }

    private static Optional<Fact.PreviousEpoch> latest(Transaction transaction) {
        return transaction
                .queryFirst(
                        "SELECT epoch FROM epoch WHERE terminal = ? ORDER BY first_seen_at DESC, epoch LIMIT 1",
                        row -> new EpochId(row.text("epoch")),
                        CENTRE.value())
                .flatMap(new EpochTable(transaction, CENTRE)::find)
                .map(state -> new Fact.PreviousEpoch(state.epoch(), state.upTo(), state.head()));
    }

    private StoredFact append(Transaction transaction, EpochTable epochs, EpochState state, Fact fact) {
        RecordLines lines = RecordLines.of(state.upTo() + 1, now(), fact, random);
        Envelope envelope = Envelope.ofLine(lines.envelope());
        StoredFact stored = new StoredFact(CENTRE, epoch, envelope, fact, clock.instant());
        Sorted.Good written = new RecordTable(transaction, CENTRE, epoch, clock.instant())
                .insert(List.of(new Sorted.Good(lines, envelope, true, Optional.of(fact))))
                .getFirst();
        epochs.advance(state, state.advancedTo(envelope.seq(), Chain.next(state.head(), lines.envelope()), 0));
        if (written.fact().isPresent()) {
            projections.forEach(projection -> projection.project(transaction, List.of(stored)));
        }
        return stored;
    }

    private ClockReading now() {
        return new ClockReading(OffsetDateTime.now(clock), ClockQuality.SYNCED, boot, monotonicNanos.getAsLong());
    }
}
