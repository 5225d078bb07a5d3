package org.hongting.central.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
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
/// Two steps: [#open] reads, and is safe for use by many threads; [#take] stores what was read, and is called by one at
/// a time. So one group may be read while the one before is stored.
///
/// Messages come in groups; a group is one transaction with its terminals in order of their ids, so that many
/// terminals share one durable commit. If that transaction fails, or a projection cannot take something, each terminal
/// gets one of its own, so that none suffers for another.
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

    /// Messages that have been read and are not in the store yet. Nothing was promised about them.
    public static final class Opened {
        private final Instant received;
        private final SortedMap<TerminalId, List<Letter>> letters = new TreeMap<>();
        private final List<Refusal> refusals = new ArrayList<>();

        private Opened(Instant received) {
            this.received = received;
        }

        private void count(Transaction transaction) {
            refusals.forEach(
                    refusal -> RefusedMessages.count(transaction, refusal.reason(), refusal.terminal(), received));
        }
    }

    private record Refusal(TerminalId terminal, RefusedMessage.Reason reason) {}

    /// How long a terminal is asked to wait before it sends more; zero for not at all. Asked once for each answer,
    /// after the commit.
    @FunctionalInterface
    public interface Pace {
        /// @param greets whether it said hello
        Duration pauseFor(TerminalId terminal, boolean greets);
    }

    /// Both steps.
    ///
    /// @param retryAfter how long every terminal is asked to wait
    public Outcome take(List<Arrived> arrived, Duration retryAfter) {
        return take(open(arrived), (_, _) -> retryAfter);
    }

    /// Checks signatures and chains and reads records. Only the keys are looked up.
    public Opened open(List<Arrived> arrived) {
        Opened opened = new Opened(clock.instant());
        List<TerminalId> senders =
                arrived.stream().map(one -> one.topic().terminal()).distinct().toList();
        Map<TerminalId, KeyDirectory> directories = database.reading(transaction -> keys.of(transaction, senders));
        Map<TerminalId, Post> posts = new LinkedHashMap<>();
        for (Arrived one : arrived) {
            posts.computeIfAbsent(
                            one.topic().terminal(),
                            terminal -> new Post(directories.getOrDefault(terminal, nobody -> null)))
                    .take(one);
        }
        posts.forEach((terminal, post) -> {
            List<Letter> letters = post.letters();
            if (!letters.isEmpty()) {
                opened.letters.put(terminal, letters);
            }
            post.refused().forEach(reason -> opened.refusals.add(new Refusal(terminal, reason)));
        });
        return opened;
    }

    public Outcome take(Opened opened, Pace pace) {
        List<RuntimeException> faults = new ArrayList<>();
        List<TerminalIntake> intakes = commit(opened, faults);
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

    private List<TerminalIntake> commit(Opened opened, List<RuntimeException> faults) {
        SortedMap<TerminalId, List<Letter>> letters = opened.letters;
        try {
            return database.inTransaction(transaction -> {
                opened.count(transaction);
                return intakes(transaction, letters, opened.received, projections::projectAll);
            });
        } catch (RuntimeException e) {
            if (letters.size() <= 1 && opened.refusals.isEmpty() && Projections.isTheStores(e)) {
                faults.add(e);
                return List.of();
            }
        }
        List<TerminalIntake> intakes = new ArrayList<>();
        try {
            database.inTransaction(transaction -> {
                opened.count(transaction);
                return null;
            });
        } catch (RuntimeException e) {
            faults.add(e);
        }
        for (Map.Entry<TerminalId, List<Letter>> one : letters.entrySet()) {
            Map<TerminalId, List<Letter>> alone = Map.of(one.getKey(), one.getValue());
            try {
                intakes.addAll(database.inTransaction(
                        transaction -> intakes(transaction, alone, opened.received, projections::project)));
            } catch (RuntimeException e) {
                faults.add(e);
            }
        }
        return intakes;
    }

    private interface Projecting {
        List<Projections.Failure> project(Transaction transaction, List<StoredFact> facts);
    }

    /// What terminals said, and then what follows from it, once for all of them.
    private List<TerminalIntake> intakes(
            Transaction transaction, Map<TerminalId, List<Letter>> letters, Instant received, Projecting projecting) {
        SequencedMap<TerminalId, TerminalIntake> intakes = new LinkedHashMap<>();
        letters.forEach((terminal, said) ->
                intakes.put(terminal, TerminalIntake.of(transaction, terminal, said, received, alarms)));
        List<StoredFact> facts = intakes.values().stream()
                .flatMap(intake -> intake.facts().stream())
                .toList();
        for (Projections.Failure failure : projecting.project(transaction, facts)) {
            Objects.requireNonNull(intakes.get(failure.fact().terminal())).quarantine(transaction, failure);
        }
        return List.copyOf(intakes.values());
    }
}
