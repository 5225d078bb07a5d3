package org.hongting.sync.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.Subject;

/// Replaces the bodies of records about erased people, of every epoch on the disk, sent or not. Envelopes and chain
/// stay as they are.
public final class Tombstones {
    private Tombstones() {}

    /// @param after position behind which is looked
    /// @return how many were replaced
    public static int write(Transaction transaction, Collection<MemberId> people, long after) {
        int replaced = 0;
        for (MemberId member : people) {
            for (StoredRecord record : naming(transaction, member, after)) {
                if (Subject.among(Set.of(member), record.lines()).isPresent()) {
                    replaced += transaction.update(
                            "UPDATE journal_record SET body = ? WHERE position = ?",
                            ReadFact.TOMBSTONE.bytes(),
                            record.position());
                }
            }
        }
        return replaced;
    }

    /// The position of the last record.
    public static long end(Transaction transaction) {
        return transaction
                .queryFirst(
                        "SELECT coalesce(max(position), 0) AS position FROM journal_record",
                        row -> row.integer("position"))
                .orElse(0L);
    }

    /// SQLite looks through the bytes: only what names the person is read.
    private static List<StoredRecord> naming(Transaction transaction, MemberId member, long after) {
        return transaction.query(
                "SELECT position, envelope, body, head FROM journal_record WHERE position > ? AND instr(body, ?) > 0"
                        + " ORDER BY position",
                StoredRecord::read,
                after,
                member.value().getBytes(US_ASCII));
    }
}
