package org.hongting.central.release;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.rollout.Place;
import org.hongting.central.rollout.Rollout;
import org.hongting.central.rollout.Stage;
import org.hongting.central.rollout.Standing;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.release.ReleaseVersion;

/// The rows of rollouts.
final class RolloutTable {
    private static final String SELECT = "SELECT rollout.*, release_staged.version FROM rollout"
            + " JOIN release_staged ON release_staged.release_name = rollout.release_name";

    private RolloutTable() {}

    static void add(Transaction transaction, RolloutRow row) {
        transaction.update(
                "INSERT INTO rollout (id, release_name, standing, stage, attempt, daily_from, daily_until, made_by,"
                        + " made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.release().hex(),
                word(row.state().standing()),
                row.state().stage(),
                row.attempt(),
                row.daily().map(daily -> daily.from().toString()).orElse(null),
                row.daily().map(daily -> daily.until().toString()).orElse(null),
                row.madeBy(),
                UtcText.of(row.madeAt()));
        for (int number = 0; number < row.state().stages().size(); number++) {
            Stage stage = row.state().stages().get(number);
            transaction.update(
                    "INSERT INTO rollout_stage (rollout, number, fail_percent, patience_minutes, least_working,"
                            + " at_once, waits) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    row.id(),
                    number,
                    stage.failPercent(),
                    stage.patience().toMinutes(),
                    stage.leastWorking(),
                    stage.atOnce(),
                    stage.waits() ? 1 : 0);
        }
        int order = 0;
        for (Place place : row.state().places()) {
            transaction.update(
                    "INSERT INTO rollout_place (rollout, terminal, place_order, stage, progress, since)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    row.id(),
                    place.terminal().value(),
                    order++,
                    place.stage(),
                    word(place.progress()),
                    UtcText.of(place.since()));
        }
    }

    /// Writes what has changed.
    ///
    /// @return the terminals that it has changed for
    static List<TerminalId> update(Transaction transaction, RolloutRow before, Rollout next, int attempt) {
        transaction.update(
                "UPDATE rollout SET standing = ?, stage = ?, attempt = ? WHERE id = ?",
                word(next.standing()),
                next.stage(),
                attempt,
                before.id());
        Map<TerminalId, Place> was = new HashMap<>();
        before.state().places().forEach(place -> was.put(place.terminal(), place));
        List<Place> changed = next.places().stream()
                .filter(place -> !place.equals(was.remove(place.terminal())))
                .toList();
        for (Place place : changed) {
            transaction.update(
                    "UPDATE rollout_place SET progress = ?, since = ? WHERE rollout = ? AND terminal = ?",
                    word(place.progress()),
                    UtcText.of(place.since()),
                    before.id(),
                    place.terminal().value());
        }
        was.keySet()
                .forEach(gone -> transaction.update(
                        "DELETE FROM rollout_place WHERE rollout = ? AND terminal = ?", before.id(), gone.value()));
        boolean isOther = next.standing() != before.state().standing() || attempt != before.attempt();
        return (isOther ? next.places() : changed).stream().map(Place::terminal).toList();
    }

    /// The one that is not over.
    static Optional<RolloutRow> open(Transaction transaction) {
        return transaction.queryFirst(
                SELECT + " WHERE standing IN ('running', 'paused', 'stopped') ORDER BY made_at DESC",
                row -> read(transaction, row));
    }

    static Optional<RolloutRow> find(Transaction transaction, String id) {
        return transaction.queryFirst(SELECT + " WHERE id = ?", row -> read(transaction, row), id);
    }

    /// The latest first.
    static List<RolloutRow> all(Transaction transaction, int limit) {
        return transaction.query(SELECT + " ORDER BY made_at DESC, id LIMIT ?", row -> read(transaction, row), limit);
    }

    private static RolloutRow read(Transaction transaction, Transaction.Row row) {
        String id = row.text("id");
        List<Stage> stages = transaction.query(
                "SELECT * FROM rollout_stage WHERE rollout = ? ORDER BY number",
                one -> new Stage(
                        (int) one.integer("fail_percent"),
                        Duration.ofMinutes(one.integer("patience_minutes")),
                        (int) one.integer("least_working"),
                        (int) one.integer("at_once"),
                        one.integer("waits") == 1),
                id);
        List<Place> places = transaction.query(
                "SELECT * FROM rollout_place WHERE rollout = ? ORDER BY place_order",
                one -> new Place(
                        new TerminalId(one.text("terminal")),
                        (int) one.integer("stage"),
                        Place.Progress.valueOf(one.text("progress").toUpperCase(Locale.ROOT)),
                        UtcText.parse(one.text("since"))),
                id);
        String from = row.textOrNull("daily_from");
        String until = row.textOrNull("daily_until");
        Instant made = UtcText.parse(row.text("made_at"));
        return new RolloutRow(
                id,
                Digest.ofHex(row.text("release_name")),
                new ReleaseVersion(row.text("version")),
                (int) row.integer("attempt"),
                from == null || until == null
                        ? Optional.empty()
                        : Optional.of(new DailyWindow(LocalTime.parse(from), LocalTime.parse(until))),
                row.text("made_by"),
                made,
                new Rollout(
                        stages,
                        Standing.valueOf(row.text("standing").toUpperCase(Locale.ROOT)),
                        (int) row.integer("stage"),
                        places));
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
