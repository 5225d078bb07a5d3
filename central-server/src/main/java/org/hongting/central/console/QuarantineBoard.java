package org.hongting.central.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.QuarantineReason;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the console shows of records that could not be taken.
@Component
class QuarantineBoard {
    private static final String BYTES = "substr(envelope, 1, " + ShownLine.BYTES + ") AS envelope,"
            + " length(envelope) AS envelope_bytes, substr(body, 1, " + ShownLine.BYTES + ") AS body,"
            + " length(body) AS body_bytes";

    private static final String KEPT = "SELECT terminal, epoch, seq, content, reason, detail, received_at, tried_at,"
            + " discarded_at, discarded_by, discard_note, " + BYTES + " FROM quarantine";

    /// Those of types that this software does not know stand among the good ones.
    private static final String RAW =
            "SELECT terminal, epoch, seq, NULL AS content, 'unknown-type' AS reason, type || ' ' || version AS detail,"
                    + " received_at, NULL AS tried_at, NULL AS discarded_at, NULL AS discarded_by,"
                    + " NULL AS discard_note, " + BYTES + " FROM record WHERE known = 0";

    /// A choice of more than these is none.
    private static final int TERMINALS = 500;

    private final Database database;

    QuarantineBoard(Database database) {
        this.database = database;
    }

    /// What is asked for.
    ///
    /// @param terminal all where it is empty
    /// @param reason all where it is absent
    /// @param discarded those that were given up, and not those that wait
    record Filter(String terminal, @Nullable QuarantineReason reason, boolean discarded) {}

    /// One record.
    ///
    /// @param content what its lines hash to, in hexadecimal digits; empty where it stands raw among the good ones
    public record Line(
            String terminal,
            String epoch,
            long seq,
            String content,
            String reason,
            String detail,
            Instant receivedAt,
            Optional<Instant> triedAt,
            Optional<Discarded> discarded,
            String envelope,
            String body) {}

    public record Discarded(Instant at, String by, String note) {}

    /// How many of one reason wait.
    public record Count(String reason, long count) {}

    List<Line> lines(Filter filter, int offset, int limit) {
        return database.reading(transaction -> lines(transaction, filter, offset, limit));
    }

    private static List<Line> lines(Transaction transaction, Filter filter, int offset, int limit) {
        List<@Nullable Object> parameters = new ArrayList<>();
        String where = filter.discarded() ? " WHERE discarded_at IS NOT NULL" : " WHERE discarded_at IS NULL";
        if (!filter.terminal().isEmpty()) {
            where += " AND terminal = ?";
            parameters.add(filter.terminal());
        }
        QuarantineReason reason = filter.reason();
        if (reason != null) {
            where += " AND reason = ?";
            parameters.add(reason.word());
        }
        parameters.add(limit);
        parameters.add(offset);
        return transaction.query(
                "SELECT * FROM (" + KEPT + " UNION ALL " + RAW + ") AS kept" + where
                        + " ORDER BY received_at DESC, terminal, epoch, seq LIMIT ? OFFSET ?",
                QuarantineBoard::read,
                parameters.toArray());
    }

    /// By reason, of one terminal or of all, those that wait.
    List<Count> counts(String terminal) {
        return database.reading(transaction -> transaction.query(
                "SELECT reason, count(*) AS n FROM (SELECT terminal, reason FROM quarantine WHERE discarded_at IS NULL"
                        + " UNION ALL SELECT terminal, 'unknown-type' FROM record WHERE known = 0) AS kept"
                        + " WHERE ? = '' OR terminal = ? GROUP BY reason ORDER BY reason",
                row -> new Count(row.text("reason"), row.integer("n")),
                terminal,
                terminal));
    }

    /// Those of which there is any record, waiting or given up.
    List<String> terminals() {
        return database.reading(transaction -> transaction.query(
                "SELECT terminal FROM quarantine UNION SELECT terminal FROM record WHERE known = 0"
                        + " ORDER BY terminal LIMIT " + TERMINALS,
                row -> row.text("terminal")));
    }

    private static Line read(Transaction.Row row) {
        return new Line(
                row.text("terminal"),
                row.text("epoch"),
                row.integer("seq"),
                row.isNull("content") ? "" : java.util.HexFormat.of().formatHex(row.bytes("content")),
                row.text("reason"),
                row.text("detail"),
                UtcText.parse(row.text("received_at")),
                Optional.ofNullable(row.textOrNull("tried_at")).map(UtcText::parse),
                row.isNull("discarded_at")
                        ? Optional.empty()
                        : Optional.of(new Discarded(
                                UtcText.parse(row.text("discarded_at")),
                                row.text("discarded_by"),
                                row.text("discard_note"))),
                ShownLine.of(row.bytes("envelope"), row.integer("envelope_bytes")),
                ShownLine.of(row.bytes("body"), row.integer("body_bytes")));
    }
}
