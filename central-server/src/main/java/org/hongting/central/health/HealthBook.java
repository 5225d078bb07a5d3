package org.hongting.central.health;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Health;
import org.jspecify.annotations.Nullable;

/// What is kept of health messages: one row a terminal as it was heard last, and one for each run of its program.
public final class HealthBook {
    private HealthBook() {}

    /// How a terminal is, as far as it was heard.
    ///
    /// @param heardAt when it spoke last
    public record Heard(String terminal, String run, long number, Vitals vitals, Instant heardAt) {}

    /// One run of a terminal's program.
    ///
    /// @param begun why, in the terminal's word; `ending` how it ended, where it said so
    public record Run(
            String terminal, String begun, Instant heardAt, Optional<String> ending, Optional<Instant> endedAt) {}

    /// Puts what was said in its place, unless something later was heard before.
    ///
    /// @return false where it is no news
    public static boolean take(Transaction transaction, Health health, Instant now) {
        Optional<Row> before = transaction.queryFirst(
                "SELECT * FROM terminal_health WHERE terminal = ?",
                HealthBook::row,
                health.terminal().value());
        String run = health.run().value();
        if (before.isPresent() && !follows(before.get(), health)) {
            return false;
        }
        // What a run has not said yet is not known, whatever the one before said.
        Vitals known = before.filter(row -> row.heard().run().equals(run))
                .map(row -> row.heard().vitals())
                .orElse(Vitals.NONE);
        String previous = before.map(row -> row.heard().run().equals(run)
                        ? row.previousRun()
                        : row.heard().run())
                .orElse("");
        Vitals vitals = known.with(health.vitals());
        transaction.update(
                "INSERT INTO terminal_health (terminal, run, number, previous_run, vitals, heard_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (terminal) DO UPDATE SET run = excluded.run,"
                        + " number = excluded.number, previous_run = excluded.previous_run, vitals = excluded.vitals,"
                        + " heard_at = excluded.heard_at",
                health.terminal().value(),
                run,
                health.number(),
                previous,
                Json.writeText(vitals),
                UtcText.of(now));
        RunHealth told = health.vitals().run();
        if (told != null) {
            keepRun(transaction, health, told, now);
        }
        return true;
    }

    /// A later one of the same run; or the whole one that another run begins with, and not the run before.
    private static boolean follows(Row before, Health health) {
        String run = health.run().value();
        return before.heard().run().equals(run)
                ? health.number() > before.heard().number()
                : health.whole() && !before.previousRun().equals(run);
    }

    private static void keepRun(Transaction transaction, Health health, RunHealth told, Instant now) {
        transaction.update(
                "INSERT INTO terminal_run (terminal, run, begun, heard_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, run) DO NOTHING",
                health.terminal().value(),
                health.run().value(),
                told.begun(),
                UtcText.of(now));
        if (told.ending() != null) {
            transaction.update(
                    "UPDATE terminal_run SET ending = ?, ended_at = ? WHERE terminal = ? AND run = ? AND ending IS"
                            + " NULL",
                    told.ending(),
                    UtcText.of(now),
                    health.terminal().value(),
                    health.run().value());
        }
    }

    public static Optional<Heard> find(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                "SELECT * FROM terminal_health WHERE terminal = ?", row -> row(row).heard(), terminal.value());
    }

    /// What all of them said last.
    ///
    /// @param read what was read before, by terminal: most have said nothing since, and are not read again
    static List<Heard> all(Transaction transaction, Map<String, Heard> read) {
        return transaction.query("SELECT * FROM terminal_health ORDER BY terminal", row -> {
            Heard before = read.get(row.text("terminal"));
            return before != null
                            && before.number() == row.integer("number")
                            && before.run().equals(row.text("run"))
                    ? before
                    : row(row).heard();
        });
    }

    /// The latest runs of one terminal.
    public static List<Run> runs(Transaction transaction, TerminalId terminal, int limit) {
        return transaction.query(
                "SELECT * FROM terminal_run WHERE terminal = ? ORDER BY heard_at DESC LIMIT ?",
                HealthBook::run,
                terminal.value(),
                limit);
    }

    /// Runs of all terminals that began after a moment.
    public static List<Run> runsSince(Transaction transaction, Instant moment) {
        return transaction.query(
                "SELECT * FROM terminal_run WHERE heard_at > ? ORDER BY heard_at, terminal",
                HealthBook::run,
                UtcText.of(moment));
    }

    /// Starts of all terminals by why they were, as far as they are kept.
    public static List<Starts> starts(Transaction transaction) {
        return transaction.query(
                "SELECT terminal, begun, count(*) AS n FROM terminal_run GROUP BY terminal, begun"
                        + " ORDER BY terminal, begun",
                row -> new Starts(row.text("terminal"), row.text("begun"), row.integer("n")));
    }

    /// How often a terminal's program was started for one reason.
    public record Starts(String terminal, String begun, long count) {}

    /// Forgets runs that began before a moment.
    public static void forget(Transaction transaction, Instant before) {
        transaction.update("DELETE FROM terminal_run WHERE heard_at < ?", UtcText.of(before));
    }

    private record Row(Heard heard, String previousRun) {}

    private static Row row(Transaction.Row row) {
        return new Row(
                new Heard(
                        row.text("terminal"),
                        row.text("run"),
                        row.integer("number"),
                        Json.read(row.text("vitals").getBytes(StandardCharsets.UTF_8), Vitals.class),
                        UtcText.parse(row.text("heard_at"))),
                row.text("previous_run"));
    }

    private static Run run(Transaction.Row row) {
        return new Run(
                row.text("terminal"),
                row.text("begun"),
                UtcText.parse(row.text("heard_at")),
                Optional.ofNullable(row.textOrNull("ending")),
                moment(row.textOrNull("ended_at")));
    }

    private static Optional<Instant> moment(@Nullable String text) {
        return Optional.ofNullable(text).map(UtcText::parse);
    }
}
