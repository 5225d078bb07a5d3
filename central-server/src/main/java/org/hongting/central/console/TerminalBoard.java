package org.hongting.central.console;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hongting.central.health.Clones;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Component;

/// What the console shows of terminals, their alarms and what never came from them.
@Component
public class TerminalBoard {
    private static final String UNSENT =
            " FROM told_epoch AS t" + " LEFT JOIN epoch AS e ON e.terminal = t.terminal AND e.epoch = t.epoch";

    private static final String NEVER_CAME =
            " AND (t.told = 0 OR terminal.revoked_at IS NOT NULL)" + " AND t.newest > coalesce(e.up_to, 0)";

    private static final String TERMINALS =
            "SELECT id, name, place, claimed_at, revoked_at, software, last_contact_at, online, pending, clock,"
                    + " (SELECT coalesce(sum(t.newest - coalesce(e.up_to, 0)), 0)" + UNSENT
                    + " WHERE t.terminal = terminal.id" + NEVER_CAME + ") AS unsent,"
                    + " (SELECT count(*) FROM quarantine WHERE quarantine.terminal = terminal.id"
                    + " AND discarded_at IS NULL) AS quarantined,"
                    + " (SELECT count(*) FROM alarm WHERE alarm.terminal = terminal.id) AS alarms FROM terminal";

    private final Database database;
    private final Clock clock;

    public TerminalBoard(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A terminal in a list.
    ///
    /// @param clock the quality of its clock as it last said; empty before the first contact
    /// @param unsent records that it told of and that never came
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
            long unsent,
            long quarantined,
            long alarms) {}

    public record Alarm(String kind, String terminal, String detail, Instant raisedAt) {}

    /// Records of one epoch that never came.
    ///
    /// @param newest the last one that the terminal told of
    /// @param toldAt when it did so for the last time
    public record Unsent(String epoch, long newest, long missing, Instant toldAt) {}

    /// What became of a terminal that was asked to leave.
    public record Leaving(boolean done) {}

    /// The numbers of the first page.
    public record Summary(long terminals, long online, long pending, long quarantined, long alarms) {}

    public Summary summary() {
        return database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT count(*) AS n, coalesce(sum(online), 0) AS online, coalesce(sum(pending), 0) AS pending,"
                                + " (SELECT count(*) FROM quarantine WHERE discarded_at IS NULL) AS quarantined,"
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

    /// What a terminal said it has and does not name any more, or can never bring because it was revoked: it waits for
    /// its disk to be found.
    public List<Unsent> unsent(String terminal) {
        return database.reading(transaction -> transaction.query(
                "SELECT t.epoch, t.newest, t.newest - coalesce(e.up_to, 0) AS missing, t.told_at" + UNSENT
                        + " JOIN terminal ON terminal.id = t.terminal WHERE t.terminal = ?" + NEVER_CAME
                        + " ORDER BY t.told_at DESC, t.epoch LIMIT 100",
                row -> new Unsent(
                        row.text("epoch"),
                        row.integer("newest"),
                        row.integer("missing"),
                        UtcText.parse(row.text("told_at"))),
                terminal));
    }

    /// When two machines were last found under a terminal's name, if that is not long ago.
    public Optional<Instant> twoMachines(String terminal) {
        return database.reading(transaction -> Clones.found(transaction, new TerminalId(terminal), clock.instant()));
    }

    /// Whether a terminal was asked to leave, and has left.
    public Optional<Leaving> leaving(String terminal) {
        return database.reading(transaction -> transaction.queryFirst(
                "SELECT released_at FROM farewell JOIN terminal ON terminal.id = farewell.terminal"
                        + " WHERE farewell.terminal = ?",
                row -> new Leaving(!row.isNull("released_at")),
                terminal));
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
                row.integer("unsent"),
                row.integer("quarantined"),
                row.integer("alarms"));
    }
}
