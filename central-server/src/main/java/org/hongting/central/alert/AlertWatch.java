package org.hongting.central.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.health.Fleet;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.LineHistory;
import org.hongting.central.health.Watched;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Looks at the fleet again and again: who came and who went, what fires and what clears. Belongs to one thread, and to
/// one server at a time.
public final class AlertWatch {
    /// After a start terminals need this long to be all back, and a broker as long to notice who is gone.
    public static final Duration GRACE = Duration.ofMinutes(5).plusSeconds(30);

    /// A pause longer than this is as good as a start: somebody else looked meanwhile, or nobody.
    private static final Duration BREAK = Duration.ofMinutes(1);

    private static final Duration TIDY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;
    private final Fleet fleet;
    private final OnAlert listener;
    private final Clock clock;
    private final RandomGenerator random;
    private volatile @Nullable Instant graceSince;
    private @Nullable LineHistory lines;
    private @Nullable Instant begun;
    private @Nullable Instant looked;
    private @Nullable Instant tidied;

    /// @param listener hears what changed, in the same transaction
    public AlertWatch(Database database, Fleet fleet, OnAlert listener, Clock clock, RandomGenerator random) {
        this.database = database;
        this.fleet = fleet;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
    }

    /// One look.
    public void look() {
        Instant now = clock.instant();
        boolean grace = graceAt(now);
        List<Watched> terminals = fleet.terminals();
        LineHistory history = lines == null ? new LineHistory() : lines;
        lines = null;
        database.inTransaction(transaction -> {
            history.look(transaction, terminals, grace, now);
            alert(transaction, terminals, grace, now);
            tidy(transaction, now);
            return null;
        });
        lines = history;
    }

    /// Since when terminals are looked at, while an absence means nothing yet; from any thread.
    public Optional<Instant> graceSince() {
        return Optional.ofNullable(graceSince);
    }

    private boolean graceAt(Instant now) {
        if (begun == null
                || looked == null
                || looked.isAfter(now)
                || looked.plus(BREAK).isBefore(now)) {
            begun = now;
            lines = null;
        }
        looked = now;
        boolean grace = begun.plus(GRACE).isAfter(now);
        graceSince = grace ? begun : null;
        return grace;
    }

    private void alert(Transaction transaction, List<Watched> terminals, boolean grace, Instant now) {
        Map<AlertRule, AlertRule.Setting> rules = AlertBook.rules(transaction);
        Map<AlertKey, AlertState> before = AlertBook.open(transaction);
        AlertSteps.Step step = AlertSteps.next(
                before,
                Observer.look(
                        rules,
                        terminals,
                        HealthBook.runsSince(transaction, now.minus(Observer.RESTARTS_WITHIN)),
                        grace,
                        now),
                rule -> rules.getOrDefault(rule, rule.standard()).lasting(),
                now);
        AlertBook.keep(transaction, before, step, random, now);
        if (!step.fired().isEmpty() || !step.cleared().isEmpty()) {
            Map<String, Watched> known = new HashMap<>();
            terminals.forEach(terminal -> known.put(terminal.id(), terminal));
            listener.changed(
                    transaction, changes(step.fired(), step.open(), known), changes(step.cleared(), before, known));
        }
    }

    private static List<OnAlert.Change> changes(
            List<AlertKey> keys, Map<AlertKey, AlertState> states, Map<String, Watched> known) {
        return keys.stream()
                .map(key -> {
                    Watched terminal = key.rule() == AlertRule.BUILDING ? null : known.get(key.subject());
                    AlertState state = states.get(key);
                    return new OnAlert.Change(
                            key,
                            terminal == null ? key.subject() : terminal.name(),
                            terminal == null ? "" : terminal.place(),
                            state == null ? "" : state.detail());
                })
                .toList();
    }

    private void tidy(Transaction transaction, Instant now) {
        if (tidied == null || tidied.plus(TIDY).isBefore(now)) {
            tidied = now;
            Instant before = now.minus(KEPT);
            AlertBook.forget(transaction, before);
            LineHistory.forget(transaction, before);
            HealthBook.forget(transaction, before);
        }
    }
}
