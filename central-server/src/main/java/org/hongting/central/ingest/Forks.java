package org.hongting.central.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Where one terminal's name stands for two disks, and what people decide about the second. Until then both are kept,
/// and whatever has an epoch of its own counts: no kiosk is stopped by a suspicion.
///
/// What counted stays counted whatever is decided: facts are never edited, and people correct what came of them.
public final class Forks {
    private static final String DECISION =
            "SELECT verdict, decided_at, decided_by, note FROM fork_decision WHERE terminal = ? AND branch = ?";

    private final Quarantine quarantine;
    private final InstantSource clock;

    public Forks(Quarantine quarantine, InstantSource clock) {
        this.quarantine = quarantine;
        this.clock = clock;
    }

    public enum Verdict {
        /// Both count: what the second one wrote is taken in too.
        KEEP_BOTH,
        /// What the second one sends from now on waits in the quarantine, after its next starts as well.
        SET_ASIDE;

        public String word() {
            return Words.of(this);
        }
    }

    /// @param by an account
    public record Decision(Verdict verdict, Instant at, String by, String note) {}

    /// One of the two, as far as it went on alone.
    ///
    /// @param records that came of it, good and bad, of its later epochs too
    /// @param epochs starts of it, so far
    public record Side(EpochId epoch, long records, long epochs, Optional<Instant> first, Optional<Instant> last) {}

    /// Two that go on from one point.
    ///
    /// @param parent the epoch that both have
    /// @param common the last record of it that both have
    /// @param isApart the second came under the name of the first, and waits in the quarantine
    /// @param back the disk had been put back to an older state, and nobody else continues the first
    public record Fork(
            TerminalId terminal,
            EpochId parent,
            long common,
            Side first,
            Side second,
            boolean isApart,
            boolean back,
            Optional<Decision> decision) {}

    private record Found(
            EpochId branch,
            EpochId parent,
            long common,
            @Nullable EpochId elder) {}

    /// All of one terminal, newest first.
    public List<Fork> of(Transaction transaction, TerminalId terminal) {
        List<Fork> forks = new ArrayList<>();
        apart(transaction, terminal).forEach(branch -> forks.add(apart(transaction, terminal, branch)));
        epochs(transaction, terminal).forEach(found -> forks.add(ofEpochs(transaction, terminal, found)));
        forks.sort(java.util.Comparator.comparing(
                        (Fork fork) -> fork.second().first().orElse(Instant.EPOCH))
                .reversed());
        return forks;
    }

    /// Terminals of which there is any, those first about which nothing is decided.
    public List<TerminalId> terminals(Transaction transaction, int limit) {
        return transaction.query(
                "SELECT terminal, max(raised_at) AS newest FROM alarm WHERE kind IN ('fork', 'rollback', 'divergence')"
                        + " GROUP BY terminal ORDER BY newest DESC, terminal LIMIT ?",
                row -> new TerminalId(row.text("terminal")),
                limit);
    }

    /// Decides, or decides otherwise than before.
    ///
    /// @return records that were taken in by it; nothing if there is no such fork
    public Optional<Integer> decide(
            Transaction transaction, TerminalId terminal, EpochId branch, Verdict verdict, String by, String note) {
        Optional<Fork> fork = of(transaction, terminal).stream()
                .filter(one -> one.second().epoch().equals(branch))
                .findFirst();
        if (fork.isEmpty()) {
            return Optional.empty();
        }
        transaction.update(
                "INSERT INTO fork_decision (terminal, branch, verdict, decided_at, decided_by, note)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, branch) DO UPDATE"
                        + " SET verdict = excluded.verdict, decided_at = excluded.decided_at,"
                        + " decided_by = excluded.decided_by, note = excluded.note",
                terminal.value(),
                branch.value(),
                verdict.word(),
                UtcText.of(clock.instant()),
                by,
                note);
        return Optional.of(
                switch (verdict) {
                    case SET_ASIDE -> {
                        setAside(transaction, terminal, branch, true);
                        yield 0;
                    }
                    case KEEP_BOTH -> keepBoth(transaction, terminal, branch);
                });
    }

    private int keepBoth(Transaction transaction, TerminalId terminal, EpochId branch) {
        Optional<SecondHistories.Branch> apart = new SecondHistories(transaction, terminal).find(branch);
        int taken = 0;
        if (apart.isPresent()
                && new EpochTable(transaction, terminal).find(branch).isEmpty()) {
            taken = quarantine.takeIn(transaction, terminal, apart.get());
        }
        setAside(transaction, terminal, branch, false);
        for (Quarantine.Name waiting :
                quarantine.waiting(transaction, terminal.value(), QuarantineReason.SET_ASIDE, Integer.MAX_VALUE)) {
            boolean ours = descent(transaction, terminal, branch).contains(waiting.epoch());
            if (ours && quarantine.again(transaction, waiting) == Quarantine.Tried.TAKEN) {
                taken++;
            }
        }
        return taken;
    }

    private static void setAside(Transaction transaction, TerminalId terminal, EpochId branch, boolean aside) {
        EpochTable epochs = new EpochTable(transaction, terminal);
        descent(transaction, terminal, branch).forEach(epoch -> epochs.setAside(epoch, aside));
    }

    /// An epoch with those that go on from it, at whatever remove.
    private static List<EpochId> descent(Transaction transaction, TerminalId terminal, EpochId branch) {
        return transaction.query(
                "WITH RECURSIVE descent (epoch) AS (SELECT CAST(? AS TEXT) UNION SELECT e.epoch FROM epoch AS e"
                        + " JOIN descent AS d ON e.parent_epoch = d.epoch WHERE e.terminal = ?)"
                        + " SELECT epoch FROM descent",
                row -> new EpochId(row.text("epoch")),
                branch.value(),
                terminal.value());
    }

    private static List<SecondHistories.Branch> apart(Transaction transaction, TerminalId terminal) {
        SecondHistories histories = new SecondHistories(transaction, terminal);
        return transaction
                .query(
                        "SELECT branch FROM fork_branch WHERE terminal = ? ORDER BY found_at, branch",
                        row -> new EpochId(row.text("branch")),
                        terminal.value())
                .stream()
                .flatMap(name -> histories.find(name).stream())
                .toList();
    }

    private static Fork apart(Transaction transaction, TerminalId terminal, SecondHistories.Branch branch) {
        long upTo = new EpochTable(transaction, terminal)
                .find(branch.epoch())
                .map(EpochState::upTo)
                .orElse(branch.common());
        Side first = side(transaction, terminal, branch.epoch(), branch.common(), upTo - branch.common(), 1);
        Side taken = side(transaction, terminal, branch.name(), branch.common(), branch.upTo() - branch.common(), 1);
        Side second = taken.first().isPresent() ? taken : waiting(transaction, terminal, branch);
        return new Fork(
                terminal,
                branch.epoch(),
                branch.common(),
                first,
                second,
                taken.first().isEmpty(),
                false,
                decision(transaction, terminal, branch.name()));
    }

    private static Side waiting(Transaction transaction, TerminalId terminal, SecondHistories.Branch branch) {
        return transaction
                .queryFirst(
                        "SELECT count(*) AS n, min(received_at) AS first_at, max(received_at) AS last_at FROM quarantine"
                                + " WHERE terminal = ? AND epoch = ? AND branch = ?",
                        row -> side(branch.name(), row.integer("n"), 1, row),
                        terminal.value(),
                        branch.epoch().value(),
                        branch.name().value())
                .orElseThrow();
    }

    /// Epochs that go on from where another one went on before, or from below what is held.
    private static List<Found> epochs(Transaction transaction, TerminalId terminal) {
        return transaction.query(
                "SELECT * FROM (SELECT c.epoch, c.parent_epoch, c.parent_last, c.first_seen_at,"
                        + " (SELECT o.epoch FROM epoch AS o WHERE o.terminal = c.terminal"
                        + "   AND o.parent_epoch = c.parent_epoch AND (o.first_seen_at < c.first_seen_at"
                        + "   OR (o.first_seen_at = c.first_seen_at AND o.epoch < c.epoch))"
                        + "   ORDER BY o.first_seen_at, o.epoch LIMIT 1) AS elder,"
                        + " CASE WHEN p.after_gap = 0 AND (p.up_to > c.parent_last"
                        + "   OR (p.up_to = c.parent_last AND p.head <> c.parent_head)) THEN 1 ELSE 0 END AS below"
                        + " FROM epoch AS c LEFT JOIN epoch AS p ON p.terminal = c.terminal AND p.epoch = c.parent_epoch"
                        + " WHERE c.terminal = ? AND c.parent_epoch IS NOT NULL) AS found"
                        + " WHERE elder IS NOT NULL OR below = 1 ORDER BY first_seen_at DESC, epoch",
                row -> {
                    String elder = row.textOrNull("elder");
                    return new Found(
                            new EpochId(row.text("epoch")),
                            new EpochId(row.text("parent_epoch")),
                            row.integer("parent_last"),
                            elder == null ? null : new EpochId(elder));
                },
                terminal.value());
    }

    private static Fork ofEpochs(Transaction transaction, TerminalId terminal, Found found) {
        EpochId elder = found.elder();
        Side first = elder == null
                ? goingOn(transaction, terminal, found.parent(), found.common())
                : line(transaction, terminal, elder);
        return new Fork(
                terminal,
                found.parent(),
                found.common(),
                first,
                line(transaction, terminal, found.branch()),
                false,
                elder == null,
                decision(transaction, terminal, found.branch()));
    }

    /// The parent itself, behind the point from which the other one goes on.
    private static Side goingOn(Transaction transaction, TerminalId terminal, EpochId parent, long common) {
        long upTo = new EpochTable(transaction, terminal)
                .find(parent)
                .map(EpochState::upTo)
                .orElse(common);
        return side(transaction, terminal, parent, common, upTo - common, 1);
    }

    private static Side line(Transaction transaction, TerminalId terminal, EpochId epoch) {
        List<EpochId> descent = descent(transaction, terminal, epoch);
        EpochTable epochs = new EpochTable(transaction, terminal);
        long records = descent.stream()
                .flatMap(one -> epochs.find(one).stream())
                .mapToLong(EpochState::upTo)
                .sum();
        Side own = side(transaction, terminal, epoch, 0, records, descent.size());
        Optional<Instant> last = descent.stream()
                .flatMap(one -> side(transaction, terminal, one, 0, 0, 1).last().stream())
                .max(Instant::compareTo);
        return new Side(epoch, records, descent.size(), own.first(), last);
    }

    private static Side side(
            Transaction transaction, TerminalId terminal, EpochId epoch, long behind, long records, long epochs) {
        return transaction
                .queryFirst(
                        "SELECT min(at) AS first_at, max(at) AS last_at FROM (SELECT received_at AS at FROM record"
                                + " WHERE terminal = ? AND epoch = ? AND seq > ? UNION ALL"
                                + " SELECT received_at FROM quarantine"
                                + " WHERE terminal = ? AND epoch = ? AND seq > ? AND reason <> 'fork') AS seen",
                        row -> side(epoch, records, epochs, row),
                        terminal.value(),
                        epoch.value(),
                        behind,
                        terminal.value(),
                        epoch.value(),
                        behind)
                .orElseThrow();
    }

    private static Side side(EpochId epoch, long records, long epochs, Transaction.Row row) {
        return new Side(
                epoch,
                records,
                epochs,
                Optional.ofNullable(row.textOrNull("first_at")).map(UtcText::parse),
                Optional.ofNullable(row.textOrNull("last_at")).map(UtcText::parse));
    }

    private static Optional<Decision> decision(Transaction transaction, TerminalId terminal, EpochId branch) {
        return transaction.queryFirst(
                DECISION,
                row -> new Decision(
                        Words.find(Verdict.class, row.text("verdict")).orElseThrow(),
                        UtcText.parse(row.text("decided_at")),
                        row.text("decided_by"),
                        row.text("note")),
                terminal.value(),
                branch.value());
    }
}
