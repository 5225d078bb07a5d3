package org.hongting.central.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;

/// Takes what terminals send into the store, and says what it holds only after that is committed. It knows no
/// network, no thread and no framework: a simulation runs it as it is.
///
/// Messages come in groups; a group is one transaction with its terminals in order of their ids, so that many
/// terminals share one durable commit. If that transaction fails, each terminal gets one of its own, so that none
/// suffers for another. Not safe for use by many threads: one ingest, one caller at a time.
public final class Ingest {
    private final Database database;
    private final StoreId store;
    private final Signer signer;
    private final InstantSource clock;
    private final Alarms alarms;
    private final Projections projections;
    private final EnrolledKeys keys = new EnrolledKeys();

    /// @param signer the server's key, certified by the site root
    public Ingest(
            Database database,
            StoreId store,
            Signer signer,
            InstantSource clock,
            RandomGenerator random,
            List<FactProjection> projections) {
        this.database = database;
        this.store = store;
        this.signer = signer;
        this.clock = clock;
        this.alarms = new Alarms(random);
        this.projections = new Projections(projections);
    }

    /// What a group came to. All of it is committed.
    ///
    /// @param answers at most one for each terminal
    /// @param hellos those that were believed: their documents are to be compared
    /// @param stored records that were new
    /// @param faults of transactions that failed: nothing is answered, the terminals will send again
    public record Outcome(List<Answer> answers, List<Hello> hellos, int stored, List<RuntimeException> faults) {}

    /// How long a terminal is asked to wait before it sends more; zero for not at all. Asked once for each answer,
    /// after
    /// the commit.
    @FunctionalInterface
    public interface Pace {
        /// @param greets whether it said hello
        Duration pauseFor(TerminalId terminal, boolean greets);
    }

    /// @param retryAfter how long every terminal is asked to wait
    public Outcome take(List<Arrived> arrived, Duration retryAfter) {
        return take(arrived, (_, _) -> retryAfter);
    }

    public Outcome take(List<Arrived> arrived, Pace pace) {
        Instant now = clock.instant();
        SortedMap<TerminalId, List<Letter>> letters = new TreeMap<>();
        List<Refusal> refusals = new ArrayList<>();
        open(arrived, letters, refusals);
        List<RuntimeException> faults = new ArrayList<>();
        List<TerminalIntake> intakes = commit(letters, refusals, now, faults);
        List<Answer> answers = new ArrayList<>();
        List<Hello> hellos = new ArrayList<>();
        int stored = 0;
        for (TerminalIntake intake : intakes) {
            Duration pause = pace.pauseFor(intake.terminal(), !intake.hellos().isEmpty());
            intake.acknowledgement(store, clock.instant(), pause)
                    .ifPresent(ack -> answers.add(new Answer(intake.terminal(), ack.seal(signer))));
            hellos.addAll(intake.hellos());
            stored += intake.stored();
        }
        return new Outcome(answers, hellos, stored, faults);
    }

    private record Refusal(TerminalId terminal, RefusedMessage.Reason reason) {}

    /// Signatures are checked here, before the store is held for writing.
    private void open(List<Arrived> arrived, SortedMap<TerminalId, List<Letter>> letters, List<Refusal> refusals) {
        List<TerminalId> senders =
                arrived.stream().map(one -> one.topic().terminal()).distinct().toList();
        Map<TerminalId, KeyDirectory> directories = database.reading(transaction -> keys.of(transaction, senders));
        for (Arrived one : arrived) {
            TerminalId terminal = one.topic().terminal();
            try {
                Letter letter = Letter.open(one, directories.getOrDefault(terminal, nobody -> null));
                letters.computeIfAbsent(terminal, first -> new ArrayList<>()).add(letter);
            } catch (RefusedMessage e) {
                refusals.add(new Refusal(terminal, e.reason()));
            }
        }
    }

    private List<TerminalIntake> commit(
            SortedMap<TerminalId, List<Letter>> letters,
            List<Refusal> refusals,
            Instant now,
            List<RuntimeException> faults) {
        try {
            return database.inTransaction(transaction -> {
                refusals.forEach(
                        refusal -> RefusedMessages.count(transaction, refusal.reason(), refusal.terminal(), now));
                return letters.entrySet().stream()
                        .map(entry -> intake(transaction, entry.getKey(), entry.getValue(), now))
                        .toList();
            });
        } catch (RuntimeException e) {
            if (letters.size() <= 1 && refusals.isEmpty()) {
                faults.add(e);
                return List.of();
            }
        }
        List<TerminalIntake> intakes = new ArrayList<>();
        for (Map.Entry<TerminalId, List<Letter>> entry : letters.entrySet()) {
            try {
                intakes.add(database.inTransaction(
                        transaction -> intake(transaction, entry.getKey(), entry.getValue(), now)));
            } catch (RuntimeException e) {
                faults.add(e);
            }
        }
        return intakes;
    }

    private TerminalIntake intake(Transaction transaction, TerminalId terminal, List<Letter> letters, Instant now) {
        return TerminalIntake.of(transaction, terminal, letters, now, projections, alarms);
    }
}
