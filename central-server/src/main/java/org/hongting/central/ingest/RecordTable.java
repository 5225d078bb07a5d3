package org.hongting.central.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.jspecify.annotations.Nullable;

/// The records of one epoch: good ones, and those kept apart. Every statement may be repeated without effect.
final class RecordTable {
    private static final byte[] LINE_BREAK = {'\n'};

    private final Transaction transaction;
    private final TerminalId terminal;
    private final EpochId epoch;
    private final String received;
    private @Nullable ErasedMembers erased;

    RecordTable(Transaction transaction, TerminalId terminal, EpochId epoch, Instant received) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.epoch = epoch;
        this.received = UtcText.of(received);
    }

    /// @return the records as they are stored: what is about somebody who is erased without body and fact
    List<Sorted.Good> insert(List<Sorted.Good> records) {
        List<Sorted.Good> stored = records.stream().map(this::withoutErased).toList();
        List<@Nullable Object[]> rows = new ArrayList<>(stored.size());
        for (Sorted.Good record : stored) {
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
        return stored;
    }

    private Sorted.Good withoutErased(Sorted.Good record) {
        return erased().among(record)
                .map(member -> {
                    noteLate(member);
                    return new Sorted.Good(
                            new RecordLines(record.lines().envelope(), ReadFact.TOMBSTONE),
                            record.envelope(),
                            true,
                            Optional.empty());
                })
                .orElse(record);
    }

    private ErasedMembers erased() {
        ErasedMembers known = erased;
        if (known == null) {
            known = ErasedMembers.in(transaction);
            erased = known;
        }
        return known;
    }

    private void noteLate(MemberId member) {
        transaction.update(
                "UPDATE erasure SET late = late + 1, late_at = ? WHERE member = ?", received, member.value());
    }

    /// What is about somebody who is erased is kept by the name of what came, so that it is kept once.
    void quarantine(long seq, RecordLines lines, QuarantineReason reason, String detail) {
        Optional<MemberId> gone = erased().among(lines);
        int added = transaction.update(
                "INSERT INTO quarantine (terminal, epoch, seq, content, reason, detail, envelope, body, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, epoch, seq, content) DO NOTHING",
                terminal.value(),
                epoch.value(),
                seq,
                contentOf(lines.envelope(), lines.body()).bytes(),
                reason.word(),
                detail,
                lines.envelope().bytes(),
                (gone.isPresent() ? ReadFact.TOMBSTONE : lines.body()).bytes(),
                received);
        if (added > 0) {
            gone.ifPresent(this::noteLate);
        }
    }

    /// Keeps a record of a second history of this epoch. The chain of the epoch does not run through it.
    void keepApart(long seq, RecordLines lines, EpochId branch) {
        if (lines.body().equals(ReadFact.TOMBSTONE) && isApart(seq, lines.envelope(), branch)) {
            // Its terminal has erased what is held already.
            return;
        }
        quarantine(seq, lines, QuarantineReason.FORK, "another record stands in this place, or before it");
        transaction.update(
                "UPDATE quarantine SET branch = ? WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?"
                        + " AND reason = ? AND branch IS NULL",
                branch.value(),
                terminal.value(),
                epoch.value(),
                seq,
                contentOf(lines.envelope(), lines.body()).bytes(),
                QuarantineReason.FORK.word());
    }

    private boolean isApart(long seq, Line envelope, EpochId branch) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM quarantine"
                                + " WHERE terminal = ? AND epoch = ? AND seq = ? AND branch = ? AND envelope = ?",
                        row -> true,
                        terminal.value(),
                        epoch.value(),
                        seq,
                        branch.value(),
                        envelope.bytes())
                .isPresent();
    }

    /// What two lines hash to that claim one place.
    static Digest contentOf(Line envelope, Line body) {
        return Digest.of(envelope.bytes(), LINE_BREAK, body.bytes());
    }

    /// Takes a record that is stored already out of the good ones.
    void moveToQuarantine(long seq, QuarantineReason reason, String detail) {
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
