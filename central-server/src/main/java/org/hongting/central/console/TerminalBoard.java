package org.hongting.central.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Component;

/// What the console shows of terminals, their alarms and the records in quarantine.
@Component
public class TerminalBoard {
    private static final String TERMINALS =
            "SELECT id, name, place, claimed_at, revoked_at, software, last_contact_at, online, pending, clock,"
                    + " (SELECT count(*) FROM quarantine WHERE quarantine.terminal = terminal.id) AS quarantined,"
                    + " (SELECT count(*) FROM alarm WHERE alarm.terminal = terminal.id) AS alarms FROM terminal";

    private final Database database;

    public TerminalBoard(Database database) {
        this.database = database;
    }

    /// A terminal in a list.
    ///
    /// @param clock the quality of its clock as it last said; empty before the first contact
    public record Terminal(
            String id,
            String name,
            String place,
            Instant claimedAt,
            boolean revoked,
            String software,
            Optional<Instant> lastContact,
            boolean online,
            long pending,
            String clock,
            long quarantined,
            long alarms) {}

    public record Alarm(String kind, String terminal, String detail, Instant raisedAt) {}

    /// A record that could not be taken; its content stays in the database.
    public record Quarantined(
            String terminal, String epoch, long seq, String reason, String detail, Instant receivedAt) {}

    /// The numbers of the first page.
    public record Summary(long terminals, long online, long pending, long quarantined, long alarms) {}

    public Summary summary() {
        return database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT count(*) AS n, coalesce(sum(online), 0) AS online, coalesce(sum(pending), 0) AS pending,"
                                + " (SELECT count(*) FROM quarantine) AS quarantined,"
                                + " (SELECT count(*) FROM alarm) AS alarms FROM terminal WHERE revoked_at IS NULL",
                        row -> new Summary(
                                row.integer("n"),
                                row.integer("online"),
                                row.integer("pending"),
                                row.integer("quarantined"),
                                row.integer("alarms")))
                .orElseThrow());
    }

    public List<Terminal> terminals(int offset, int limit) {
        return database.reading(transaction -> transaction.query(
                TERMINALS + " ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, place, name LIMIT ? OFFSET ?",
                TerminalBoard::read,
                limit,
                offset));
    }

    public Optional<Terminal> find(String id) {
        return database.reading(
                transaction -> transaction.queryFirst(TERMINALS + " WHERE id = ?", TerminalBoard::read, id));
    }

    /// Names by id, of revoked terminals too: what they reported still stands on pages.
    public Map<String, String> names() {
        return database.reading(transaction ->
                transaction
                        .query("SELECT id, name FROM terminal", row -> Map.entry(row.text("id"), row.text("name")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public List<Alarm> alarms(int offset, int limit) {
        return database.reading(transaction -> transaction.query(
                "SELECT kind, terminal, detail, raised_at FROM alarm ORDER BY raised_at DESC LIMIT ? OFFSET ?",
                row -> new Alarm(
                        row.text("kind"),
                        row.text("terminal"),
                        row.text("detail"),
                        UtcText.parse(row.text("raised_at"))),
                limit,
                offset));
    }

    public List<Quarantined> quarantine(int offset, int limit) {
        return database.reading(transaction -> transaction.query(
                "SELECT terminal, epoch, seq, reason, detail, received_at FROM quarantine"
                        + " ORDER BY received_at DESC, terminal, seq LIMIT ? OFFSET ?",
                row -> new Quarantined(
                        row.text("terminal"),
                        row.text("epoch"),
                        row.integer("seq"),
                        row.text("reason"),
                        row.text("detail"),
                        UtcText.parse(row.text("received_at"))),
                limit,
                offset));
    }

    private static Terminal read(Transaction.Row row) {
        String clock = row.textOrNull("clock");
        return new Terminal(
                row.text("id"),
                row.text("name"),
                row.text("place"),
                UtcText.parse(row.text("claimed_at")),
                !row.isNull("revoked_at"),
                row.text("software"),
                Optional.ofNullable(row.textOrNull("last_contact_at")).map(UtcText::parse),
                row.integer("online") == 1,
                row.integer("pending"),
                clock == null ? "" : clock.toLowerCase(java.util.Locale.ROOT),
                row.integer("quarantined"),
                row.integer("alarms"));
    }
}
