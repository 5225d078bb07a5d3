package org.hongting.sync.journal;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.RecordLines;
import org.hongting.sync.store.Migration;

/// The journal's tables. Records have one position over all epochs of the disk, in order of writing, so that an
/// append touches the end of one tree and nothing else; an epoch's record `seq` stands at `base + seq`.
final class JournalTables {
    static final List<Migration> MIGRATIONS = List.of(
            new Migration("journal", 1, List.of("""
                    CREATE TABLE journal_epoch (
                      ordinal INTEGER NOT NULL PRIMARY KEY,
                      epoch TEXT NOT NULL UNIQUE,
                      terminal TEXT NOT NULL,
                      base INTEGER NOT NULL
                    ) STRICT""", """
                    CREATE TABLE journal_record (
                      position INTEGER NOT NULL PRIMARY KEY,
                      envelope BLOB NOT NULL,
                      body BLOB NOT NULL,
                      head BLOB NOT NULL
                    ) STRICT""", """
                    CREATE TABLE journal_acknowledged (
                      epoch INTEGER NOT NULL PRIMARY KEY REFERENCES journal_epoch (ordinal),
                      up_to INTEGER NOT NULL,
                      safe INTEGER NOT NULL,
                      quarantined INTEGER NOT NULL,
                      disputed_at INTEGER
                    ) STRICT""", """
                    CREATE TABLE journal_store (
                      only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
                      id TEXT NOT NULL,
                      generation INTEGER NOT NULL
                    ) STRICT""")), new Migration("journal", 2, List.of("""
                    CREATE TABLE journal_pruned (
                      epoch INTEGER NOT NULL PRIMARY KEY REFERENCES journal_epoch (ordinal),
                      up_to INTEGER NOT NULL,
                      head BLOB NOT NULL
                    ) STRICT""")));

    private JournalTables() {}

    static Optional<Tail> tail(Transaction transaction) {
        return transaction.queryFirst("""
                        SELECT ordinal, epoch, terminal, base, position, head
                        FROM journal_epoch LEFT JOIN journal_record
                          ON position = (SELECT max(position) FROM journal_record)
                        ORDER BY ordinal DESC LIMIT 1""", JournalTables::readTail);
    }

    /// Whether the newest record on the disk is the one that a tail ends with. Its chain value names the epoch and
    /// everything before it, so that position and value are enough.
    static boolean endsWith(Transaction transaction, Tail tail) {
        return transaction
                .queryFirst(
                        "SELECT position, head FROM journal_record ORDER BY position DESC LIMIT 1",
                        row -> row.integer("position") == tail.position()
                                && Digest.wrap(row.bytes("head")).equals(tail.head()))
                .orElse(false);
    }

    private static Tail readTail(Transaction.Row row) {
        EpochId epoch = new EpochId(row.text("epoch"));
        long base = row.integer("base");
        long seq = row.integer("position") - base;
        return seq > 0
                ? new Tail(row.integer("ordinal"), epoch, base, seq, Digest.wrap(row.bytes("head")))
                : new Tail(
                        row.integer("ordinal"),
                        epoch,
                        base,
                        0,
                        Chain.start(new TerminalId(row.text("terminal")), epoch));
    }

    /// The chain value after a record that is on the disk, or after the last that was pruned.
    static Optional<Digest> headAt(Transaction transaction, long ordinal, long base, long seq) {
        return transaction
                .queryFirst(
                        "SELECT head FROM journal_record WHERE position = ?",
                        row -> Digest.wrap(row.bytes("head")),
                        base + seq)
                .or(() -> transaction.queryFirst(
                        "SELECT head FROM journal_pruned WHERE epoch = ? AND up_to = ?",
                        row -> Digest.wrap(row.bytes("head")),
                        ordinal,
                        seq));
    }

    /// How many records of an epoch were pruned.
    static long pruned(Transaction transaction, long ordinal) {
        return transaction
                .queryFirst("SELECT up_to FROM journal_pruned WHERE epoch = ?", row -> row.integer("up_to"), ordinal)
                .orElse(0L);
    }

    /// Takes away records of one epoch, up to one whose chain value stays.
    static void prune(Transaction transaction, EpochRow epoch, StoredRecord last) {
        transaction.update(
                "INSERT INTO journal_pruned (epoch, up_to, head) VALUES (?, ?, ?)"
                        + " ON CONFLICT (epoch) DO UPDATE SET up_to = excluded.up_to, head = excluded.head",
                epoch.ordinal(),
                last.position() - epoch.base(),
                last.head().bytes());
        transaction.update(
                "DELETE FROM journal_record WHERE position > ? AND position <= ?",
                epoch.base() + epoch.pruned(),
                last.position());
    }

    static void insertEpoch(Transaction transaction, Tail opened, TerminalId terminal) {
        transaction.update(
                "INSERT INTO journal_epoch (ordinal, epoch, terminal, base) VALUES (?, ?, ?, ?)",
                opened.ordinal(),
                opened.epoch().value(),
                terminal.value(),
                opened.base());
    }

    static void insertRecord(Transaction transaction, Tail tail, RecordLines lines) {
        transaction.update(
                "INSERT INTO journal_record (position, envelope, body, head) VALUES (?, ?, ?, ?)",
                tail.position(),
                lines.envelope().bytes(),
                lines.body().bytes(),
                tail.head().bytes());
    }
}
