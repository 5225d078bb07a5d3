package org.hongting.sync.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Hello.HeldEpoch;

/// The journal seen from the link: what the centre does not yet hold, and what it says it holds. Safe for use by many
/// threads.
///
/// Watermarks belong to one store of the centre. When a newer one speaks (a backup was restored), every watermark of
/// the old one is forgotten and all records count as unacknowledged until the new store has said what it holds.
public final class Outbox {
    private static final int ROWS = 64;

    /// Room for a batch's header line in a message.
    private static final int HEADER_BYTES = 1024;

    /// Epochs that a hello names only to hear what is safe.
    private static final int UNSAFE_EPOCHS = 4;

    private final Database database;
    private final TerminalId terminal;
    private final LongSupplier recorded;
    private final AtomicLong settled = new AtomicLong();

    Outbox(Database database, TerminalId terminal, LongSupplier recorded) {
        this.database = database;
        this.terminal = terminal;
        this.recorded = recorded;
        settled.set(database.reading(this::countSettled));
    }

    /// Records not yet acknowledged, those of disputed epochs among them. Costs nothing.
    public long pending() {
        return Math.max(0, recorded.getAsLong() - settled.get());
    }

    /// Whether the centre holds everything that is on this disk.
    ///
    /// @param backup in a verified backup too
    public boolean isBrought(boolean backup) {
        return pending() == 0
                && database.reading(transaction -> EpochRow.ofTerminal(transaction, terminal).stream()
                        .noneMatch(row -> row.disputedAt() > 0 || row.isWaiting() || (backup && row.isUnsafe())));
    }

    /// Epochs that are not wholly acknowledged and not disputed, oldest first, at most [Limits#HELLO_EPOCHS].
    public List<HeldEpoch> held() {
        return database.reading(transaction -> EpochRow.ofTerminal(transaction, terminal).stream()
                .filter(EpochRow::isWaiting)
                .limit(Limits.HELLO_EPOCHS)
                .map(row -> held(transaction, row))
                .toList());
    }

    /// What a hello names: the epochs of [#held], and then some that the centre holds and has not called safe yet, so
    /// that a terminal with nothing to send hears of it too.
    public List<HeldEpoch> greeting() {
        List<HeldEpoch> waiting = held();
        return database.reading(transaction -> Stream.concat(
                        waiting.stream(),
                        EpochRow.ofTerminal(transaction, terminal).stream()
                                .filter(EpochRow::isUnsafe)
                                .limit(Math.min(UNSAFE_EPOCHS, Limits.HELLO_EPOCHS - waiting.size()))
                                .map(row -> held(transaction, row)))
                .toList());
    }

    private HeldEpoch held(Transaction transaction, EpochRow row) {
        return new HeldEpoch(row.epoch(), row.pruned() + 1, row.last(), headAt(transaction, row, row.last()));
    }

    /// The highest record of an epoch that the centre's present store holds; 0 for none.
    public long acknowledged(EpochId epoch) {
        return database.reading(transaction ->
                EpochRow.find(transaction, terminal, epoch).map(EpochRow::upTo).orElse(0L));
    }

    /// The next records of an epoch after `afterSeq`, as many as one message takes.
    public Optional<Slice> next(EpochId epoch, long afterSeq) {
        return next(epoch, afterSeq, Limits.MESSAGE_BYTES - HEADER_BYTES, Limits.BATCH_RECORDS);
    }

    /// The next records of an epoch after `afterSeq`, as many as fit; always at least one if there is one.
    ///
    /// An epoch whose stored chain does not hold becomes disputed here, and nothing of it is handed out: the centre
    /// could only refuse it, again and again, with good epochs waiting behind.
    ///
    /// @param maxBytes of all lines with their line breaks
    public Optional<Slice> next(EpochId epoch, long afterSeq, int maxBytes, int maxRecords) {
        Cut cut = database.reading(transaction -> EpochRow.find(transaction, terminal, epoch)
                .filter(row -> row.disputedAt() == 0 && row.last() > afterSeq)
                .map(row -> cut(transaction, row, Math.max(afterSeq, row.pruned()), maxBytes, maxRecords))
                .orElseGet(() -> new Cut(Optional.empty(), 0)));
        if (cut.brokenAt() > 0) {
            dispute(epoch, cut.brokenAt());
        }
        return cut.slice();
    }

    private Cut cut(Transaction transaction, EpochRow row, long afterSeq, int maxBytes, int maxRecords) {
        Digest prev = headAt(transaction, row, afterSeq);
        Digest head = prev;
        List<RecordLines> records = new ArrayList<>();
        int bytes = 0;
        long until = Math.min(row.last(), afterSeq + maxRecords);
        while (afterSeq + records.size() < until) {
            long from = afterSeq + records.size();
            List<StoredRecord> rows =
                    StoredRecord.after(transaction, row.base() + from, (int) Math.min(ROWS, until - from));
            for (StoredRecord stored : rows) {
                long seq = afterSeq + records.size() + 1;
                head = Chain.next(head, stored.lines().envelope());
                if (stored.position() != row.base() + seq || !head.equals(stored.head())) {
                    return Cut.upToBreak(row.epoch(), afterSeq, prev, records, seq);
                }
                bytes += stored.lines().bytesInBatch();
                if (bytes > maxBytes && !records.isEmpty()) {
                    return new Cut(Optional.of(new Slice(row.epoch(), afterSeq + 1, prev, records)), 0);
                }
                records.add(stored.lines());
            }
            if (rows.isEmpty()) {
                return Cut.upToBreak(row.epoch(), afterSeq, prev, records, from + 1);
            }
        }
        return new Cut(Optional.of(new Slice(row.epoch(), afterSeq + 1, prev, records)), 0);
    }

    /// Takes note of which store of the centre speaks.
    ///
    /// @return true if it is newer than the last: its watermarks are forgotten, and a hello must ask for all
    public boolean adopt(StoreId store) {
        boolean newer = database.inTransaction(transaction -> {
            Optional<StoreId> known = storeOf(transaction);
            if (known.isPresent() && !isNewer(store, known.get())) {
                return false;
            }
            transaction.update("DELETE FROM journal_acknowledged");
            transaction.update(
                    "INSERT OR REPLACE INTO journal_store (only_one, id, generation) VALUES (1, ?, ?)",
                    store.id(),
                    store.generation());
            return known.isPresent();
        });
        if (newer) {
            settled.set(database.reading(this::countSettled));
        }
        return newer;
    }

    /// The store whose watermarks are believed, once one has spoken.
    public Optional<StoreId> store() {
        return database.reading(Outbox::storeOf);
    }

    /// Believes a watermark; see [#acknowledge(StoreId, List)].
    public boolean acknowledge(StoreId store, Watermark watermark) {
        return acknowledge(store, List.of(watermark));
    }

    /// Believes watermarks, all in one transaction. Within one store they only rise. One whose head is not ours makes
    /// its epoch disputed; the others count all the same.
    ///
    /// @return false if the store is older than the one that spoke last: then nothing is believed
    public boolean acknowledge(StoreId store, List<Watermark> watermarks) {
        adopt(store);
        boolean believed = database.inTransaction(transaction -> {
            if (!storeOf(transaction).filter(store::equals).isPresent()) {
                return false;
            }
            watermarks.forEach(watermark -> EpochRow.find(transaction, terminal, watermark.epoch())
                    .ifPresent(row -> acknowledge(transaction, row, watermark)));
            return true;
        });
        settled.set(database.reading(this::countSettled));
        return believed;
    }

    private void acknowledge(Transaction transaction, EpochRow row, Watermark watermark) {
        long upTo = watermark.upTo();
        // Below what was pruned nothing can be compared; the next hello says what is left here.
        if (row.disputedAt() > 0 || upTo < row.settled()) {
            return;
        }
        boolean agrees = upTo == 0
                || (upTo <= row.last() && headAt(transaction, row, upTo).equals(watermark.head()))
                || isBehindGap(row, watermark);
        if (agrees) {
            transaction.update("""
                    INSERT INTO journal_acknowledged (epoch, up_to, safe, quarantined) VALUES (?, ?, ?, ?)
                    ON CONFLICT (epoch) DO UPDATE SET
                      up_to = excluded.up_to, safe = max(safe, excluded.safe), quarantined = excluded.quarantined
                    WHERE excluded.up_to > up_to OR excluded.safe > safe""", row.ordinal(), upTo, Math.min(watermark.safe(), upTo), watermark.quarantined());
        } else {
            row.markDisputed(transaction, upTo);
        }
    }

    /// Whether a restored centre says that it has lost what was pruned here: behind that it takes up whatever chain
    /// the next batch says.
    private boolean isBehindGap(EpochRow row, Watermark watermark) {
        return row.pruned() > 0
                && watermark.upTo() == row.pruned()
                && watermark.head().equals(Chain.start(terminal, row.epoch()));
    }

    /// Epochs that wait for a person.
    public List<DisputedEpoch> disputed() {
        return database.reading(transaction -> EpochRow.ofTerminal(transaction, terminal).stream()
                .filter(row -> row.disputedAt() > 0)
                .map(row -> new DisputedEpoch(row.epoch(), row.disputedAt(), row.last() - row.settled()))
                .toList());
    }

    private void dispute(EpochId epoch, long seq) {
        database.inTransaction(transaction -> {
            EpochRow.find(transaction, terminal, epoch).ifPresent(row -> row.markDisputed(transaction, seq));
            return null;
        });
    }

    /// Newer is a higher generation. Two restores of one backup have the same generation under different names; the
    /// one that answers our hello is the one that lives.
    private static boolean isNewer(StoreId store, StoreId known) {
        return store.generation() > known.generation()
                || (store.generation() == known.generation() && !store.id().equals(known.id()));
    }

    private static Optional<StoreId> storeOf(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT id, generation FROM journal_store",
                row -> new StoreId(row.text("id"), row.integer("generation")));
    }

    private Digest headAt(Transaction transaction, EpochRow row, long seq) {
        return seq == 0
                ? Chain.start(terminal, row.epoch())
                : JournalTables.headAt(transaction, row.ordinal(), row.base(), seq)
                        .orElseGet(() -> Chain.start(terminal, row.epoch()));
    }

    /// Records that are acknowledged or pruned, and those that another terminal wrote on this disk before it was
    /// claimed anew:
    /// nobody can send them under this name.
    private long countSettled(Transaction transaction) {
        List<EpochRow> ours = EpochRow.ofTerminal(transaction, terminal);
        long all = transaction
                .queryFirst("SELECT max(position) AS position FROM journal_record", row -> row.integer("position"))
                .orElse(0L);
        return all - ours.stream().mapToLong(row -> row.last() - row.settled()).sum();
    }

    /// @param brokenAt the record whose chain does not hold; 0 for none
    private record Cut(Optional<Slice> slice, long brokenAt) {
        static Cut upToBreak(EpochId epoch, long afterSeq, Digest prev, List<RecordLines> records, long brokenAt) {
            return records.isEmpty()
                    ? new Cut(Optional.empty(), brokenAt)
                    : new Cut(Optional.of(new Slice(epoch, afterSeq + 1, prev, records)), 0);
        }
    }
}
