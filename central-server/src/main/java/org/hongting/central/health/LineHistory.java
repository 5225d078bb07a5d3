package org.hongting.central.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// When terminals were there and when they were not, as it was seen in looks some seconds apart. After a start of the
/// server nobody is taken for away before the grace is over: a restart of ours is no outage of theirs. One that writes
/// belongs to one thread, and is thrown away where a transaction failed.
public final class LineHistory {
    private @Nullable Map<String, Boolean> last;

    /// From one moment to the next.
    ///
    /// @param online whether the terminal was there
    public record Stretch(Instant from, Instant to, boolean online) {
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /// Writes down who came and who went since the last look.
    ///
    /// @param gracious true while an absence means nothing yet
    public void look(Transaction transaction, List<Watched> fleet, boolean gracious, Instant now) {
        Map<String, Boolean> before = last;
        if (before == null) {
            before = read(transaction);
            last = before;
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Watched terminal : fleet) {
            boolean was = before.getOrDefault(terminal.id(), false);
            if (was != terminal.online() && (terminal.online() || !gracious)) {
                before.put(terminal.id(), terminal.online());
                rows.add(new Object[] {terminal.id(), UtcText.of(now), terminal.online() ? 1 : 0});
            }
        }
        if (!rows.isEmpty()) {
            transaction.updateEach(
                    "INSERT INTO terminal_line (terminal, at, online) VALUES (?, ?, ?)"
                            + " ON CONFLICT (terminal, at) DO NOTHING",
                    rows);
        }
    }

    private static Map<String, Boolean> read(Transaction transaction) {
        Map<String, Boolean> last = new HashMap<>();
        transaction
                .query(
                        "SELECT l.terminal, l.online FROM terminal_line AS l JOIN (SELECT terminal, max(at) AS at FROM"
                                + " terminal_line GROUP BY terminal) AS newest ON newest.terminal = l.terminal AND"
                                + " newest.at = l.at",
                        row -> Map.entry(row.text("terminal"), row.integer("online") == 1))
                .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        return last;
    }

    /// What is known of one terminal between two moments, in order and without a gap; nothing before its first word.
    public static List<Stretch> of(Transaction transaction, String terminal, Instant from, Instant to) {
        List<Change> changes = transaction.query(
                "SELECT at, online FROM terminal_line WHERE terminal = ? AND at <= ? ORDER BY at",
                row -> new Change(UtcText.parse(row.text("at")), row.integer("online") == 1),
                terminal,
                UtcText.of(to));
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Instant begin = later(changes.get(i).at(), from);
            Instant end = i + 1 < changes.size() ? changes.get(i + 1).at() : to;
            if (begin.isBefore(end)) {
                stretches.add(new Stretch(begin, end, changes.get(i).online()));
            }
        }
        return stretches;
    }

    private record Change(Instant at, boolean online) {}

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Forgets what is older, but never the last word of a terminal.
    public static void forget(Transaction transaction, Instant before) {
        transaction.update(
                "DELETE FROM terminal_line WHERE at < ? AND at <"
                        + " (SELECT max(at) FROM terminal_line AS l WHERE l.terminal = terminal_line.terminal)",
                UtcText.of(before));
    }
}
