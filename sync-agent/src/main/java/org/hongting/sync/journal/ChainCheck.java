package org.hongting.sync.journal;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;

/// Recomputes the chain of one stretch of an epoch and compares it, record by record, with what is stored.
final class ChainCheck {
    private static final int ROWS = 256;

    private final EpochId epoch;
    private final long base;
    private Digest head;
    private long seq;

    /// @param after records after this one are checked, and `head` is the chain value there
    ChainCheck(EpochId epoch, long base, long after, Digest head) {
        this.epoch = epoch;
        this.base = base;
        this.seq = after;
        this.head = head;
    }

    /// Checks the last records of an epoch, up to `depth` of them; the one before is taken as true.
    static Optional<ChainBreak> ofEnd(Transaction transaction, Tail tail, TerminalId terminal, int depth) {
        long after = Math.max(JournalTables.pruned(transaction, tail.ordinal()), tail.seq() - depth);
        Optional<Digest> start = after == 0
                ? Optional.of(Chain.start(terminal, tail.epoch()))
                : JournalTables.headAt(transaction, tail.ordinal(), tail.base(), after);
        return start.map(head -> new ChainCheck(tail.epoch(), tail.base(), after, head).upTo(transaction, tail.seq()))
                .orElseGet(() -> Optional.of(new ChainBreak(tail.epoch(), after, ChainBreak.What.MISSING)));
    }

    /// @return the first record that is wrong, or nothing if all up to `last` are as they were written
    Optional<ChainBreak> upTo(Transaction transaction, long last) {
        while (seq < last) {
            List<StoredRecord> rows;
            try {
                rows = StoredRecord.after(transaction, base + seq, (int) Math.min(ROWS, last - seq));
            } catch (IllegalArgumentException e) {
                return Optional.of(new ChainBreak(epoch, seq + 1, ChainBreak.What.MALFORMED));
            }
            if (rows.isEmpty()) {
                return Optional.of(new ChainBreak(epoch, seq + 1, ChainBreak.What.MISSING));
            }
            for (StoredRecord row : rows) {
                Optional<ChainBreak> wrong = check(row);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ChainBreak> check(StoredRecord row) {
        long expected = seq + 1;
        if (row.position() != base + expected) {
            return Optional.of(new ChainBreak(epoch, expected, ChainBreak.What.MISSING));
        }
        Digest next = Chain.next(head, row.lines().envelope());
        if (!next.equals(row.head())) {
            return Optional.of(new ChainBreak(epoch, expected, ChainBreak.What.WRONG_CHAIN));
        }
        try {
            Envelope envelope = Envelope.ofLine(row.lines().envelope());
            if (envelope.seq() != expected) {
                return Optional.of(new ChainBreak(epoch, expected, ChainBreak.What.WRONG_NUMBER));
            }
            if (!isBodyOf(envelope, row.lines().body())) {
                return Optional.of(new ChainBreak(epoch, expected, ChainBreak.What.WRONG_BODY));
            }
        } catch (MalformedJson e) {
            return Optional.of(new ChainBreak(epoch, expected, ChainBreak.What.MALFORMED));
        }
        head = next;
        seq = expected;
        return Optional.empty();
    }

    private static boolean isBodyOf(Envelope envelope, Line body) {
        return body.equals(ReadFact.TOMBSTONE) || Digest.of(body.bytes()).equals(envelope.body());
    }

    Digest head() {
        return head;
    }
}
