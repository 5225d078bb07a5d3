package org.hongting.central.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;

/// Makes tables anew out of the raw records, and says where the result differs from what stood there: nowhere, unless
/// something is wrong.
public final class Rebuild {
    private static final int AT_ONCE = 10_000;

    private final Database database;
    private final SequencedMap<String, String> tables;

    /// @param tables what is made from facts, with the columns that must be equal
    public Rebuild(Database database, SequencedMap<String, String> tables) {
        this.database = database;
        this.tables = new LinkedHashMap<>(tables);
    }

    /// Rows that stood there and are not made again, or are made and did not stand there, by table.
    public record Difference(String table, long missing, long surplus) {
        public boolean isNone() {
            return missing == 0 && surplus == 0;
        }
    }

    /// One transaction: whoever looks meanwhile sees what stood there before.
    ///
    /// @param keep whether what was made anew stays; else everything is as before
    /// @param ready does first what is still to be done to what stands there
    /// @param make fills the tables, which are empty
    public List<Difference> run(boolean keep, Consumer<Transaction> ready, Consumer<Transaction> make) {
        List<Difference> differences = new ArrayList<>();
        try {
            database.inTransaction(transaction -> {
                ready.accept(transaction);
                tables.keySet()
                        .forEach(table -> transaction.update(
                                "CREATE TEMP TABLE was_" + table + " AS SELECT * FROM main." + table));
                tables.keySet().forEach(table -> transaction.update("DELETE FROM main." + table));
                make.accept(transaction);
                tables.forEach((table, columns) -> differences.add(difference(transaction, table, columns)));
                tables.keySet().forEach(table -> transaction.update("DROP TABLE was_" + table));
                if (!keep) {
                    throw new OnlyLooked();
                }
                return true;
            });
        } catch (OnlyLooked e) {
            // Everything is as it was.
        }
        return differences;
    }

    private static final class OnlyLooked extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
    }

    /// Projects every fact whose type begins so, in the order in which they were stored.
    public static void replay(Transaction transaction, String types, FactProjection projection) {
        long after = 0;
        List<Raw> raw;
        do {
            raw = transaction.query(
                    "SELECT rowid AS ordinal, terminal, epoch, type, version, envelope, body, received_at FROM record"
                            + " WHERE rowid > ? AND type LIKE ? ORDER BY rowid LIMIT " + AT_ONCE,
                    Rebuild::read,
                    after,
                    types + "%");
            List<StoredFact> facts =
                    raw.stream().flatMap(one -> one.fact().stream()).toList();
            if (!facts.isEmpty()) {
                projection.project(transaction, facts);
            }
            after = raw.isEmpty() ? after : raw.getLast().ordinal();
        } while (!raw.isEmpty());
    }

    private record Raw(long ordinal, Optional<StoredFact> fact) {}

    private static Raw read(Transaction.Row row) {
        Envelope envelope = Envelope.ofLine(Line.of(row.bytes("envelope")));
        Line body = Line.of(row.bytes("body"));
        Optional<StoredFact> fact = FactType.find(envelope.type(), envelope.version())
                .filter(type -> !body.equals(ReadFact.TOMBSTONE))
                .map(type -> (Fact) Json.read(body.bytes(), type.body()))
                .map(known -> new StoredFact(
                        new TerminalId(row.text("terminal")),
                        new EpochId(row.text("epoch")),
                        envelope,
                        known,
                        UtcText.parse(row.text("received_at"))));
        return new Raw(row.integer("ordinal"), fact);
    }

    private static Difference difference(Transaction transaction, String table, String columns) {
        return difference(
                transaction,
                table,
                "SELECT " + columns + " FROM was_" + table,
                "SELECT " + columns + " FROM main." + table);
    }

    /// Compares what two queries find.
    public static Difference difference(Transaction transaction, String table, String was, String is) {
        return new Difference(table, count(transaction, was, is), count(transaction, is, was));
    }

    private static long count(Transaction transaction, String these, String without) {
        return transaction
                .queryFirst(
                        "SELECT count(*) AS n FROM (" + these + " EXCEPT " + without + ") AS different",
                        row -> row.integer("n"))
                .orElse(0L);
    }
}
