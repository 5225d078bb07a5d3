package org.hongting.central.release;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.central.rollout.Kiosk;
import org.hongting.central.rollout.Place;
import org.hongting.central.rollout.Rollout;
import org.hongting.central.rollout.Standing;
import org.hongting.protocol.Words;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseFact;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.ReleaseVersion;
import org.jspecify.annotations.Nullable;

/// How releases go out: what people decide, what terminals say, and what follows from the two goes into one rollout at
/// a time, and out of it into each terminal's own document. Safe for use by many threads.
public final class Rollouts implements FactProjection, DocumentSource, BeforePublishing {
    private static final String KIND = "release";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Site site;
    private volatile Instant looked = Instant.EPOCH;

    /// Who knows all terminals of the site.
    @FunctionalInterface
    public interface Site {
        List<Kiosk> kiosks();
    }

    /// @param random for ids
    Rollouts(Database database, AuditLog audit, InstantSource clock, RandomGenerator random, Site site) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.site = site;
    }

    /// What a terminal said last of a release.
    ///
    /// @param word like `ready` or `kept`
    public record Report(
            TerminalId terminal,
            Digest release,
            String version,
            int attempt,
            String word,
            Optional<ReleaseObstacle> obstacle,
            Instant at) {}

    /// Begins a rollout.
    ///
    /// @throws RolloutRefusal if it cannot be
    public RolloutRow begin(Transaction transaction, RolloutWish wish, String by) {
        if (RolloutTable.open(transaction).isPresent()) {
            throw new RolloutRefusal(RolloutRefusal.Reason.UNDER_WAY);
        }
        Instant now = clock.instant();
        Set<TerminalId> once = new HashSet<>();
        List<Place> places = new ArrayList<>();
        for (int stage = 0; stage < wish.stages().size(); stage++) {
            for (TerminalId terminal : wish.stages().get(stage).terminals()) {
                if (!once.add(terminal)) {
                    throw new RolloutRefusal(RolloutRefusal.Reason.STAGES);
                }
                places.add(new Place(terminal, stage, Place.Progress.WAITING, now));
            }
        }
        if (wish.stages().isEmpty()
                || wish.stages().stream().anyMatch(part -> part.terminals().isEmpty())) {
            throw new RolloutRefusal(RolloutRefusal.Reason.STAGES);
        }
        String version = transaction
                .queryFirst(
                        "SELECT version FROM release_staged WHERE release_name = ?",
                        row -> row.text("version"),
                        wish.release().hex())
                .orElseThrow(() -> new RolloutRefusal(RolloutRefusal.Reason.NO_SUCH));
        int attempt = transaction
                .queryFirst(
                        "SELECT coalesce(max(attempt), 0) AS latest FROM rollout WHERE release_name = ?",
                        row -> (int) row.integer("latest"),
                        wish.release().hex())
                .orElse(0);
        RolloutRow row = new RolloutRow(
                "o-%08x".formatted(random.nextInt()),
                wish.release(),
                new ReleaseVersion(version),
                attempt + 1,
                wish.daily(),
                by,
                now,
                new Rollout(wish.stages().stream().map(RolloutWish.Part::rules).toList(), Standing.RUNNING, 0, places));
        RolloutTable.add(transaction, row);
        audit.record(
                transaction,
                by,
                "rollout.begun",
                row.id(),
                version + ", " + places.size() + " terminals in "
                        + wish.stages().size() + " stages");
        due(transaction, places.stream().map(Place::terminal).toList());
        looked = Instant.EPOCH;
        return row;
    }

    public void pause(Transaction transaction, String id, String by) {
        decide(transaction, id, by, "paused", 0, state -> state.decided(Standing.PAUSED));
    }

    public void resume(Transaction transaction, String id, String by) {
        decide(transaction, id, by, "resumed", 0, state -> state.decided(Standing.RUNNING));
    }

    /// Nobody else is told. Who runs the release keeps it.
    public void abort(Transaction transaction, String id, String by) {
        decide(transaction, id, by, "aborted", 0, state -> state.decided(Standing.ABORTED));
    }

    /// Those that failed or fell silent are asked once more.
    public void again(Transaction transaction, String id, String by) {
        decide(transaction, id, by, "again", 1, state -> state.again(clock.instant()));
    }

    /// @throws RolloutRefusal if there is none, or it is over
    private void decide(
            Transaction transaction, String id, String by, String act, int more, UnaryOperator<Rollout> decision) {
        RolloutRow row =
                RolloutTable.find(transaction, id).orElseThrow(() -> new RolloutRefusal(RolloutRefusal.Reason.NO_SUCH));
        try {
            change(transaction, row, decision.apply(row.state()), row.attempt() + more);
        } catch (IllegalStateException e) {
            throw new RolloutRefusal(RolloutRefusal.Reason.OVER);
        }
        audit.record(transaction, by, "rollout." + act, id, row.version().value());
        looked = Instant.EPOCH;
    }

    private static void change(Transaction transaction, RolloutRow row, Rollout next, int attempt) {
        if (!next.equals(row.state()) || attempt != row.attempt()) {
            due(transaction, RolloutTable.update(transaction, row, next, attempt));
        }
    }

    private static void due(Transaction transaction, List<TerminalId> terminals) {
        terminals.forEach(terminal -> DueDocuments.mark(transaction, KIND, terminal.value()));
    }

    public Optional<RolloutRow> find(Transaction transaction, String id) {
        return RolloutTable.find(transaction, id);
    }

    /// The latest first.
    public List<RolloutRow> all(Transaction transaction, int limit) {
        return RolloutTable.all(transaction, limit);
    }

    /// What terminals said last, by terminal.
    public Map<TerminalId, Report> reports(Transaction transaction) {
        return transaction.query("SELECT * FROM release_reported", Rollouts::report).stream()
                .collect(Collectors.toMap(Report::terminal, Function.identity()));
    }

    public Optional<Report> report(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                "SELECT * FROM release_reported WHERE terminal = ?", Rollouts::report, terminal.value());
    }

    private static Report report(Transaction.Row row) {
        return new Report(
                new TerminalId(row.text("terminal")),
                Digest.ofHex(row.text("release_name")),
                row.text("version"),
                (int) row.integer("attempt"),
                row.text("word"),
                Optional.ofNullable(row.textOrNull("obstacle"))
                        .flatMap(word -> Words.find(ReleaseObstacle.class, word)),
                UtcText.parse(row.text("said_at")));
    }

    /// Terminals tell how they are with a release.
    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        for (StoredFact stored : facts) {
            if (stored.fact() instanceof ReleaseFact fact) {
                keep(transaction, stored, fact);
                outcome(fact).ifPresent(outcome -> heard(transaction, stored.terminal(), fact, outcome));
            }
        }
    }

    private static Optional<Rollout.Outcome> outcome(ReleaseFact fact) {
        return switch (fact) {
            case ReleaseFact.ReleaseKept _ -> Optional.of(Rollout.Outcome.DONE);
            case ReleaseFact.ReleaseRefused refused ->
                // Whoever runs it already has nothing to refuse.
                Optional.of(
                        refused.obstacle() == ReleaseObstacle.NOT_NEWER
                                ? Rollout.Outcome.DONE
                                : Rollout.Outcome.FAILED);
            case ReleaseFact.ReleaseReturned _ -> Optional.of(Rollout.Outcome.FAILED);
            case ReleaseFact.ReleaseReady _, ReleaseFact.ReleaseTried _ -> Optional.empty();
        };
    }

    private void heard(Transaction transaction, TerminalId terminal, ReleaseFact fact, Rollout.Outcome outcome) {
        RolloutTable.open(transaction)
                .filter(row -> row.release().equals(fact.release()) && row.attempt() == fact.attempt())
                .ifPresent(row -> {
                    change(transaction, row, row.state().heard(terminal, outcome, clock.instant()), row.attempt());
                    looked = Instant.EPOCH;
                });
    }

    private static void keep(Transaction transaction, StoredFact stored, ReleaseFact fact) {
        @Nullable
        ReleaseObstacle obstacle = switch (fact) {
            case ReleaseFact.ReleaseRefused refused -> refused.obstacle();
            case ReleaseFact.ReleaseReturned returned -> returned.obstacle();
            case ReleaseFact.ReleaseReady _, ReleaseFact.ReleaseTried _, ReleaseFact.ReleaseKept _ -> null;
        };
        String word = switch (fact) {
            case ReleaseFact.ReleaseReady _ -> "ready";
            case ReleaseFact.ReleaseRefused _ -> "refused";
            case ReleaseFact.ReleaseTried _ -> "tried";
            case ReleaseFact.ReleaseKept _ -> "kept";
            case ReleaseFact.ReleaseReturned _ -> "returned";
        };
        transaction.update(
                "INSERT INTO release_reported (terminal, release_name, version, attempt, word, obstacle, said_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal) DO UPDATE SET"
                        + " release_name = excluded.release_name, version = excluded.version,"
                        + " attempt = excluded.attempt, word = excluded.word, obstacle = excluded.obstacle,"
                        + " said_at = excluded.said_at",
                stored.terminal().value(),
                fact.release().hex(),
                fact.version(),
                fact.attempt(),
                word,
                obstacle == null ? null : Words.of(obstacle),
                UtcText.of(stored.received()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// A terminal is told while its rollout is open: to fetch from the beginning on, to install once it is its turn.
    /// Where the rollout has halted, what was not begun is not begun.
    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        TerminalId terminal = new TerminalId(scope);
        List<DocumentEntry> entries = RolloutTable.open(transaction)
                .filter(row -> row.state().standing() != Standing.STOPPED)
                .flatMap(row -> entry(transaction, row, terminal))
                .map(entry -> List.of(DocumentEntry.of(entry)))
                .orElse(List.of());
        return Map.of(DocumentName.releaseOf(terminal), entries);
    }

    private static Optional<ReleaseEntry> entry(Transaction transaction, RolloutRow row, TerminalId terminal) {
        Optional<Place> place = row.state().places().stream()
                .filter(one ->
                        one.terminal().equals(terminal) && !one.progress().isFailure())
                .findFirst();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        boolean mayInstall =
                place.get().progress() == Place.Progress.TOLD && row.state().standing() == Standing.RUNNING;
        return transaction.queryFirst(
                "SELECT version, signature, size FROM release_staged WHERE release_name = ?",
                one -> new ReleaseEntry(
                        ReleaseEntry.WANTED,
                        one.text("version"),
                        row.release(),
                        Base64.getEncoder().encodeToString(one.bytes("signature")),
                        one.integer("size"),
                        row.attempt(),
                        mayInstall ? place.get().since().atOffset(ZoneOffset.UTC) : null,
                        row.daily().orElse(null)),
                row.release().hex());
    }

    /// At the server that leads, at most every ten seconds, or at once where something has changed.
    @Override
    public void turn() {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(BETWEEN_LOOKS)) && !now.isBefore(looked)) {
            return;
        }
        looked = now;
        if (database.reading(RolloutTable::open)
                .filter(row -> row.state().standing().isOpen())
                .isEmpty()) {
            return;
        }
        List<Kiosk> kiosks = site.kiosks();
        database.inTransaction(transaction -> {
            RolloutTable.open(transaction).ifPresent(row -> {
                Rollout next = row.state().step(now, kiosks);
                change(transaction, row, next, row.attempt());
                if (next.standing() == Standing.STOPPED) {
                    audit.record(
                            transaction,
                            "system",
                            "rollout.stopped",
                            row.id(),
                            row.version().value());
                }
            });
            return null;
        });
    }
}
