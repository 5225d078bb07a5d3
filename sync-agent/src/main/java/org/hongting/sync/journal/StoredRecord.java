package org.hongting.sync.journal;

import java.util.List;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;

/// A row of the journal as it lies on the disk, not yet believed.
record StoredRecord(long position, RecordLines lines, Digest head) {
    /// Rows after a position, in order. Positions that are missing are simply not there.
    static List<StoredRecord> after(Transaction transaction, long position, int limit) {
        return transaction.query(
                "SELECT position, envelope, body, head FROM journal_record WHERE position > ? ORDER BY position LIMIT ?",
                StoredRecord::read,
                position,
                limit);
    }

    static StoredRecord read(Transaction.Row row) {
        return new StoredRecord(
                row.integer("position"),
                new RecordLines(line(row.bytes("envelope")), line(row.bytes("body"))),
                Digest.wrap(row.bytes("head")));
    }

    /// A byte that went bad may have become a line break, and no line can be sent that holds one. A blank in its place
    /// is as wrong: the hash still tells, the centre puts the record aside, and those behind it get through.
    private static Line line(byte[] stored) {
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == '\n') {
                stored[i] = ' ';
            }
        }
        return Line.of(stored);
    }
}
