package org.hongting.central.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.jspecify.annotations.Nullable;

/// Lets records that could not be taken try again, once what kept them out is gone, and gives up those that nobody will
/// ever understand. Trying again is what [Ingest] does with a record, as if it came now: it is sorted, stored and
/// projected, and leaves the quarantine in the same transaction or stays there with the newer reason.
///
/// Nothing is thrown away: the chain of an epoch runs through its bad records too, and backups are proved by it.
public final class Quarantine {
    private final Projections projections;
    private final Alarms alarms;
    private final InstantSource clock;

    public Quarantine(List<FactProjection> projections, RandomGenerator random, InstantSource clock) {
        this.projections = new Projections(projections);
        this.alarms = new Alarms(random);
        this.clock = clock;
    }

    /// Which record: two may claim one place.
    ///
    /// @param content what its lines hash to; absent for one that stands raw among the good ones
    public record Name(
            TerminalId terminal,
            EpochId epoch,
            long seq,
            @Nullable Digest content) {
        /// The same for people who look something up.
        @Override
        public String toString() {
            return terminal + "/" + epoch + "/" + seq;
        }
    }

    /// What became of one that tried again.
    public enum Tried {
        TAKEN,
        /// It stays.
        REFUSED,
        /// It is not there any more: somebody else was faster, or it was discarded.
        GONE
    }

    /// Takes a record in, if that is possible now.
    public Tried again(Transaction transaction, Name name) {
        return name.content() == null ? rawAgain(transaction, name) : againOutOf(transaction, name, name.content());
    }

    private Tried rawAgain(Transaction transaction, Name name) {
        Optional<RecordLines> lines = transaction.queryFirst(
                "SELECT envelope, body FROM record WHERE terminal = ? AND epoch = ? AND seq = ? AND known = 0",
                Quarantine::lines,
                name.terminal().value(),
                name.epoch().value(),
                name.seq());
        if (lines.isEmpty()) {
            return Tried.GONE;
        }
        return switch (Sorted.of(lines.get(), name.seq())) {
            case Sorted.Good record
            when record.known() -> {
                transaction.update(
                        "UPDATE record SET known = 1, received_at = ? WHERE terminal = ? AND epoch = ? AND seq = ?",
                        UtcText.of(clock.instant()),
                        name.terminal().value(),
                        name.epoch().value(),
                        name.seq());
                yield project(transaction, name, record) ? Tried.TAKEN : Tried.REFUSED;
            }
            case Sorted.Good _ -> Tried.REFUSED;
            case Sorted.Bad(var _, var _, var reason, var detail) -> {
                table(transaction, name).moveToQuarantine(name.seq(), reason, detail);
                new EpochTable(transaction, name.terminal()).countIn(name.epoch());
                yield Tried.REFUSED;
            }
        };
    }

    private Tried againOutOf(Transaction transaction, Name name, Digest content) {
        Optional<RecordLines> lines = transaction.queryFirst(
                "SELECT envelope, body FROM quarantine WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?"
                        + " AND discarded_at IS NULL",
                Quarantine::lines,
                name.terminal().value(),
                name.epoch().value(),
                name.seq(),
                content.bytes());
        if (lines.isEmpty()) {
            return Tried.GONE;
        }
        if (isApart(transaction, name, content) || isTaken(transaction, name)) {
            return Tried.REFUSED;
        }
        return switch (Sorted.of(lines.get(), name.seq())) {
            case Sorted.Good record
            when cameSo(record, content) && ErasureHeld.isUnasked(transaction, name.terminal(), record) ->
                Tried.REFUSED;
            case Sorted.Good record -> {
                remove(transaction, name, content);
                new EpochTable(transaction, name.terminal()).countOut(name.epoch());
                Sorted.Good stored =
                        table(transaction, name).insert(List.of(record)).getFirst();
                yield project(transaction, name, stored) ? Tried.TAKEN : Tried.REFUSED;
            }
            case Sorted.Bad(var line, var seq, var reason, var detail) -> {
                transaction.update(
                        "UPDATE quarantine SET reason = ?, detail = ?, tried_at = ?"
                                + " WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?",
                        reason.word(),
                        detail,
                        UtcText.of(clock.instant()),
                        name.terminal().value(),
                        name.epoch().value(),
                        name.seq(),
                        content.bytes());
                yield Tried.REFUSED;
            }
        };
    }

    /// A record of a second history has no place in this epoch; [Forks] decides about all of them at once.
    private static boolean isApart(Transaction transaction, Name name, Digest content) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS apart FROM quarantine WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?"
                                + " AND reason = ?",
                        row -> row.integer("apart"),
                        name.terminal().value(),
                        name.epoch().value(),
                        name.seq(),
                        content.bytes(),
                        QuarantineReason.FORK.word())
                .isPresent();
    }

    /// A good record stands in its place already.
    private static boolean isTaken(Transaction transaction, Name name) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS taken FROM record WHERE terminal = ? AND epoch = ? AND seq = ?",
                        row -> row.integer("taken"),
                        name.terminal().value(),
                        name.epoch().value(),
                        name.seq())
                .isPresent();
    }

    private static void remove(Transaction transaction, Name name, Digest content) {
        transaction.update(
                "DELETE FROM quarantine WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?",
                name.terminal().value(),
                name.epoch().value(),
                name.seq(),
                content.bytes());
    }

    /// @return false if it is back in the quarantine
    private boolean project(Transaction transaction, Name name, Sorted.Good record) {
        if (record.fact().isEmpty()) {
            return true;
        }
        Instant now = clock.instant();
        StoredFact fact = new StoredFact(
                name.terminal(),
                name.epoch(),
                record.envelope(),
                new SecondHistories(transaction, name.terminal())
                        .ownNames(record.fact().get(), name.epoch()),
                now);
        new Lineage(transaction, name.terminal(), now, alarms).note(fact);
        List<Projections.Failure> failures = projections.project(transaction, List.of(fact));
        for (Projections.Failure failure : failures) {
            table(transaction, name)
                    .moveToQuarantine(
                            name.seq(),
                            QuarantineReason.PROJECTION,
                            failure.cause().getClass().getSimpleName());
            transaction.update(
                    "UPDATE quarantine SET tried_at = ? WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?",
                    UtcText.of(now),
                    name.terminal().value(),
                    name.epoch().value(),
                    name.seq(),
                    RecordTable.contentOf(
                                    record.lines().envelope(), record.lines().body())
                            .bytes());
            new EpochTable(transaction, name.terminal()).countIn(name.epoch());
        }
        return failures.isEmpty();
    }

    /// Takes in a second history as an epoch of its own, as far as it came without a hole.
    ///
    /// @return records that are held under the new name now, good and bad
    int takeIn(Transaction transaction, TerminalId terminal, SecondHistories.Branch branch) {
        Instant now = clock.instant();
        EpochTable epochs = new EpochTable(transaction, terminal);
        EpochState state = new EpochState(branch.name(), branch.common(), branch.commonHead(), false, 0, 0, false);
        epochs.open(state, now);
        List<Apart> records = transaction.query(
                "SELECT seq, content, envelope, body FROM quarantine"
                        + " WHERE terminal = ? AND epoch = ? AND branch = ?",
                row -> new Apart(row.integer("seq"), Digest.wrap(row.bytes("content")), lines(row)),
                terminal.value(),
                branch.epoch().value(),
                branch.name().value());
        EpochState reached = state;
        for (Apart record : records.stream().sorted(Apart.IN_ORDER).toList()) {
            if (record.seq() == reached.upTo()) {
                // The same once more, with a body that was erased at one of the two ends.
                remove(transaction, new Name(terminal, branch.epoch(), record.seq(), null), record.content());
                continue;
            }
            if (record.seq() != reached.upTo() + 1) {
                break;
            }
            reached = takeIn(transaction, terminal, branch, reached, record);
        }
        epochs.advance(state, reached);
        return (int) (reached.upTo() - branch.common());
    }

    private record Apart(long seq, Digest content, RecordLines lines) {
        /// What came with its body goes before the same without it.
        static final Comparator<Apart> IN_ORDER =
                Comparator.comparingLong(Apart::seq).thenComparing(Apart::cameErased);

        boolean cameErased() {
            return content.equals(RecordTable.contentOf(lines.envelope(), ReadFact.TOMBSTONE));
        }
    }

    private EpochState takeIn(
            Transaction transaction,
            TerminalId terminal,
            SecondHistories.Branch branch,
            EpochState reached,
            Apart record) {
        remove(transaction, new Name(terminal, branch.epoch(), record.seq(), record.content()), record.content());
        Name name = new Name(terminal, branch.name(), record.seq(), record.content());
        int bad = switch (Sorted.of(record.lines(), record.seq())) {
            case Sorted.Good good
            when cameSo(good, record.content()) && ErasureHeld.isUnasked(transaction, terminal, good) -> {
                table(transaction, name).quarantine(record.seq(), good.lines(), QuarantineReason.TOMBSTONE, "");
                yield 1;
            }
            case Sorted.Good good -> {
                Sorted.Good stored =
                        table(transaction, name).insert(List.of(good)).getFirst();
                yield project(transaction, name, stored) ? 0 : 1;
            }
            case Sorted.Bad(var lines, var seq, var reason, var detail) -> {
                table(transaction, name).quarantine(seq, lines, reason, detail);
                yield 1;
            }
        };
        return reached.advancedTo(
                record.seq(), Chain.next(reached.head(), record.lines().envelope()), bad);
    }

    /// Whether the terminal has sent these very lines; a body that was erased here was another when it came.
    private static boolean cameSo(Sorted.Good record, Digest content) {
        return RecordTable.contentOf(record.lines().envelope(), record.lines().body())
                .equals(content);
    }

    /// Gives a record up. It stays where it is, to be seen, and is asked about no more.
    ///
    /// @return false if it is not there, was given up before, or belongs to a second history
    public boolean discard(Transaction transaction, Name name, String by, String note) {
        return name.content() != null
                && transaction.update(
                                "UPDATE quarantine SET discarded_at = ?, discarded_by = ?, discard_note = ?"
                                        + " WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?"
                                        + " AND discarded_at IS NULL AND branch IS NULL",
                                UtcText.of(clock.instant()),
                                by,
                                note,
                                name.terminal().value(),
                                name.epoch().value(),
                                name.seq(),
                                name.content().bytes())
                        == 1;
    }

    /// Takes that back: the record waits again.
    public boolean putBack(Transaction transaction, Name name) {
        return name.content() != null
                && transaction.update(
                                "UPDATE quarantine SET discarded_at = NULL, discarded_by = NULL, discard_note = NULL"
                                        + " WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?"
                                        + " AND discarded_at IS NOT NULL",
                                name.terminal().value(),
                                name.epoch().value(),
                                name.seq(),
                                name.content().bytes())
                        == 1;
    }

    /// Which records wait, in the order in which they are tried again: terminal by terminal, its epochs as they were
    /// heard of, and each as it was written. Second histories are none of them.
    ///
    /// @param terminal all where it is empty
    /// @param reason all where it is absent
    public List<Name> waiting(Transaction transaction, String terminal, @Nullable QuarantineReason reason, int limit) {
        List<@Nullable Object> parameters = new ArrayList<>();
        String where = "";
        if (!terminal.isEmpty()) {
            where += " AND w.terminal = ?";
            parameters.add(terminal);
        }
        if (reason != null) {
            where += " AND w.reason = ?";
            parameters.add(reason.word());
        }
        parameters.add(limit);
        return transaction.query(
                "SELECT w.terminal, w.epoch, w.seq, w.content FROM ("
                        + "SELECT terminal, epoch, seq, content, reason FROM quarantine"
                        + " WHERE discarded_at IS NULL AND branch IS NULL"
                        + " UNION ALL SELECT terminal, epoch, seq, NULL, 'unknown-type' FROM record WHERE known = 0"
                        + ") AS w LEFT JOIN epoch AS e ON e.terminal = w.terminal AND e.epoch = w.epoch WHERE 1 = 1"
                        + where
                        + " ORDER BY w.terminal, e.first_seen_at, w.epoch, w.seq, w.content LIMIT ?",
                Quarantine::name,
                parameters.toArray());
    }

    private static Name name(Transaction.Row row) {
        return new Name(
                new TerminalId(row.text("terminal")),
                new EpochId(row.text("epoch")),
                row.integer("seq"),
                row.isNull("content") ? null : Digest.wrap(row.bytes("content")));
    }

    private RecordTable table(Transaction transaction, Name name) {
        return new RecordTable(transaction, name.terminal(), name.epoch(), clock.instant());
    }

    private static RecordLines lines(Transaction.Row row) {
        return new RecordLines(Line.of(row.bytes("envelope")), Line.of(row.bytes("body")));
    }
}
