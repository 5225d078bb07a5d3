package org.hongting.central.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.jspecify.annotations.Nullable;

/// The records of one epoch: good ones, and those kept apart. Every statement may be repeated without effect.
final class RecordTable {
    private static final byte[] LINE_BREAK = {'\n'};

    private final Transaction transaction;
    private final TerminalId terminal;
    private final EpochId epoch;
    private final String received;

    RecordTable(Transaction transaction, TerminalId terminal, EpochId epoch, Instant received) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.epoch = epoch;
        this.received = UtcText.of(received);
    }

    void insert(List<Sorted.Good> records) {
        List<@Nullable Object[]> rows = new ArrayList<>(records.size());
        for (Sorted.Good record : records) {
            rows.add(new Object[] {
                terminal.value(),
                epoch.value(),
                record.envelope().seq(),
                record.envelope().type(),
                record.envelope().version(),
                record.known() ? 1 : 0,
                record.lines().envelope().bytes(),
                record.lines().body().bytes(),
                received
            });
        }
        transaction.updateEach(
                "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                rows);
    }

    void quarantine(long seq, RecordLines lines, String reason, String detail) {
        transaction.update(
                "INSERT INTO quarantine (terminal, epoch, seq, content, reason, detail, envelope, body, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, epoch, seq, content) DO NOTHING",
                terminal.value(),
                epoch.value(),
                seq,
                contentOf(lines.envelope(), lines.body()).bytes(),
                reason,
                detail,
                lines.envelope().bytes(),
                lines.body().bytes(),
                received);
    }

    /// What two lines hash to that claim one place.
    static Digest contentOf(Line envelope, Line body) {
        return Digest.of(envelope.bytes(), LINE_BREAK, body.bytes());
    }

    /// Takes a record that is stored already out of the good ones.
    void moveToQuarantine(long seq, String reason, String detail) {
        RecordLines lines = transaction
                .queryFirst(
                        "SELECT envelope, body FROM record WHERE terminal = ? AND epoch = ? AND seq = ?",
                        row -> new RecordLines(Line.of(row.bytes("envelope")), Line.of(row.bytes("body"))),
                        terminal.value(),
                        epoch.value(),
                        seq)
                .orElseThrow();
        transaction.update(
                "DELETE FROM record WHERE terminal = ? AND epoch = ? AND seq = ?",
                terminal.value(),
                epoch.value(),
                seq);
        quarantine(seq, lines, reason, detail);
    }

    /// The envelopes that the chain of this epoch runs over, by sequence number; lost ones are absent.
    Map<Long, Line> envelopes(long first, long last) {
        Map<Long, Line> envelopes = new HashMap<>();
        for (String table : List.of("record", "quarantine")) {
            String ours = table.equals("record") ? "" : " AND reason <> 'fork'";
            transaction.query(
                    "SELECT seq, envelope FROM " + table + " WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ?"
                            + ours,
                    row -> envelopes.put(row.integer("seq"), Line.of(row.bytes("envelope"))) == null,
                    terminal.value(),
                    epoch.value(),
                    first,
                    last);
        }
        return envelopes;
    }

    void noteLost(long first, long last) {
        transaction.update(
                "INSERT INTO lost (terminal, epoch, first, last, noticed_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, epoch, first) DO NOTHING",
                terminal.value(),
                epoch.value(),
                first,
                last,
                received);
    }
}
