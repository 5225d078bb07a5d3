package org.hongting.central.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.jspecify.annotations.Nullable;

/// Every watermark of a store against the records it holds: the chain of each epoch is computed anew from its first
/// record and must end in the head that stands beside the watermark, and every body must be the one that its envelope
/// names, or a tombstone. Behind records that were lost the chain cannot be known; there every record must at least be
/// present.
public final class HeldChains {
    private static final int EPOCHS = 500;
    private static final int ROWS = 512;

    private HeldChains() {}

    /// What a store holds.
    ///
    /// @param wrong the first watermark that its records do not come to
    public record Found(long epochs, long records, Optional<String> wrong) {}

    /// How far an epoch is held.
    public record Mark(TerminalId terminal, EpochId epoch, long upTo, Digest head) {}

    /// Every watermark, some at a time, in order of terminal and epoch.
    public static void each(Transaction transaction, Consumer<List<Mark>> some) {
        List<Mark> page = after(transaction, "", "");
        while (!page.isEmpty()) {
            some.accept(page);
            page = after(
                    transaction,
                    page.getLast().terminal().value(),
                    page.getLast().epoch().value());
        }
    }

    private static List<Mark> after(Transaction transaction, String terminal, String epoch) {
        return transaction.query(
                "SELECT terminal, epoch, up_to, head FROM epoch WHERE (terminal, epoch) > (?, ?)"
                        + " ORDER BY terminal, epoch LIMIT ?",
                row -> new Mark(
                        new TerminalId(row.text("terminal")),
                        new EpochId(row.text("epoch")),
                        row.integer("up_to"),
                        Digest.wrap(row.bytes("head"))),
                terminal,
                epoch,
                EPOCHS);
    }

    public static Found check(Transaction transaction) {
        Map<String, Beginning> branches = branches(transaction);
        long[] counted = new long[2];
        @Nullable String[] wrong = new @Nullable String[1];
        each(transaction, marks -> {
            for (Mark mark : marks) {
                if (wrong[0] == null) {
                    Walk walk = new Walk(transaction, mark, branches.get(mark.terminal() + "/" + mark.epoch()));
                    wrong[0] = walk.wrong().orElse(null);
                    counted[0]++;
                    counted[1] += walk.records;
                }
            }
        });
        return new Found(counted[0], counted[1], Optional.ofNullable(wrong[0]));
    }

    /// What a second history that was taken in goes on from.
    private record Beginning(long seq, Digest head) {}

    private static Map<String, Beginning> branches(Transaction transaction) {
        Map<String, Beginning> branches = new HashMap<>();
        try {
            transaction.query(
                    "SELECT terminal, branch, common, common_head FROM fork_branch",
                    row -> branches.put(
                                    row.text("terminal") + "/" + row.text("branch"),
                                    new Beginning(row.integer("common"), Digest.wrap(row.bytes("common_head"))))
                            == null);
        } catch (DatabaseFault e) {
            // A copy from before there were any, which is looked at as it is: only files are.
            return Map.of();
        }
        return branches;
    }

    /// From the first record of one epoch to its watermark.
    private static final class Walk {
        private final Transaction transaction;
        private final Mark mark;
        private Digest head;
        private long seq;
        private long records;
        private boolean known = true;

        Walk(Transaction transaction, Mark mark, @Nullable Beginning beginning) {
            this.transaction = transaction;
            this.mark = mark;
            this.head = beginning == null ? Chain.start(mark.terminal(), mark.epoch()) : beginning.head();
            this.seq = beginning == null ? 0 : beginning.seq();
        }

        /// @param content of a record in quarantine, which may be as wrong as it came: what it hashed to then
        private record Held(
                long seq,
                Line envelope,
                Line body,
                @Nullable Digest content) {
            boolean isAsItCame() {
                if (body.equals(ReadFact.TOMBSTONE)) {
                    return true;
                }
                if (content != null) {
                    return RecordTable.contentOf(envelope, body).equals(content);
                }
                try {
                    return Envelope.ofLine(envelope).body().equals(Digest.of(body.bytes()));
                } catch (MalformedJson e) {
                    return false;
                }
            }
        }

        Optional<String> wrong() {
            List<Held> page = next();
            while (!page.isEmpty()) {
                for (Held held : page) {
                    if (held.seq() == seq) {
                        continue; // kept in quarantine and taken up since
                    }
                    if (held.seq() > seq + 1 && !wasLost(seq + 1, held.seq() - 1)) {
                        return missing(seq + 1);
                    }
                    if (!held.isAsItCame()) {
                        return Optional.of("record " + held.seq() + " of epoch " + mark.epoch() + " of "
                                + mark.terminal() + " is not what came");
                    }
                    head = Chain.next(head, held.envelope());
                    seq = held.seq();
                    records++;
                }
                page = next();
            }
            if (seq < mark.upTo() && !wasLost(seq + 1, mark.upTo())) {
                return missing(seq + 1);
            }
            return known && !head.equals(mark.head())
                    ? Optional.of("the chain of epoch " + mark.epoch() + " of " + mark.terminal()
                            + " does not end at its head")
                    : Optional.empty();
        }

        private Optional<String> missing(long place) {
            return Optional.of(
                    "record " + place + " of epoch " + mark.epoch() + " of " + mark.terminal() + " is missing");
        }

        private List<Held> next() {
            return transaction.query(
                    "SELECT seq, envelope, body, NULL AS content FROM record"
                            + " WHERE terminal = ? AND epoch = ? AND seq > ? AND seq <= ?"
                            + " UNION ALL SELECT seq, envelope, body, content FROM quarantine"
                            + " WHERE terminal = ? AND epoch = ? AND seq > ? AND seq <= ? AND reason <> 'fork'"
                            + " ORDER BY seq LIMIT ?",
                    row -> new Held(
                            row.integer("seq"),
                            Line.of(row.bytes("envelope")),
                            Line.of(row.bytes("body")),
                            row.isNull("content") ? null : Digest.wrap(row.bytes("content"))),
                    mark.terminal().value(),
                    mark.epoch().value(),
                    seq,
                    mark.upTo(),
                    mark.terminal().value(),
                    mark.epoch().value(),
                    seq,
                    mark.upTo(),
                    ROWS);
        }

        /// Several gaps may touch each other.
        private boolean wasLost(long first, long last) {
            known = false;
            long at = first;
            for (long[] gap : gaps()) {
                if (gap[0] <= at && at <= gap[1]) {
                    at = gap[1] + 1;
                }
            }
            return at > last;
        }

        private List<long[]> gaps() {
            return transaction.query(
                    "SELECT first, last FROM lost WHERE terminal = ? AND epoch = ? ORDER BY first",
                    row -> new long[] {row.integer("first"), row.integer("last")},
                    mark.terminal().value(),
                    mark.epoch().value());
        }
    }
}
