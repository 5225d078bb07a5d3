package org.hongting.central.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Component;

/// What was refused, by reason. Nothing of what was said is kept.
@Component
class RefusalBoard {
    /// A row for each reason of each terminal: more of them than this nobody reads.
    private static final int ROWS = 200;

    private final Database database;

    RefusalBoard(Database database) {
        this.database = database;
    }

    /// Refused at one door for one reason, whoever it came from.
    public record AtDoor(String door, String reason, long count, Instant firstAt, Instant lastAt) {}

    /// Messages of one enrolled terminal that were not believed.
    public record OfTerminal(String terminal, String reason, long count, Instant lastAt) {}

    /// Records in quarantine.
    public record Quarantined(String reason, long count, Instant lastAt) {}

    List<AtDoor> atDoors() {
        return database.reading(transaction -> transaction.query(
                "SELECT door, reason, count, first_at, last_at FROM refusal ORDER BY last_at DESC, door, reason",
                row -> new AtDoor(
                        row.text("door"),
                        row.text("reason"),
                        row.integer("count"),
                        UtcText.parse(row.text("first_at")),
                        UtcText.parse(row.text("last_at")))));
    }

    List<OfTerminal> ofTerminals() {
        return database.reading(transaction -> transaction.query(
                "SELECT terminal, reason, count, last_at FROM refused_message"
                        + " ORDER BY last_at DESC, terminal, reason LIMIT ?",
                row -> new OfTerminal(
                        row.text("terminal"),
                        row.text("reason").toLowerCase(Locale.ROOT).replace('_', '-'),
                        row.integer("count"),
                        UtcText.parse(row.text("last_at"))),
                ROWS));
    }

    List<Quarantined> quarantined() {
        return database.reading(transaction -> transaction.query(
                "SELECT reason, count(*) AS n, max(received_at) AS last_at FROM quarantine WHERE discarded_at IS NULL"
                        + " GROUP BY reason ORDER BY last_at DESC, reason",
                row -> new Quarantined(row.text("reason"), row.integer("n"), UtcText.parse(row.text("last_at")))));
    }
}
