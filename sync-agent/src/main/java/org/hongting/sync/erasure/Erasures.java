package org.hongting.sync.erasure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.journal.Tombstones;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;
import org.hongting.sync.store.Migration;

/// Erases whoever the document `erase/site` names, in the transaction that stores it: the terminal holds the document
/// and nothing of the person, or neither. Records that were not sent go up as tombstones: their places in the chain
/// stay.
///
/// Somebody may stand before the screen in that moment, and a badge may be shown later: what is written of them then
/// [#again] finds.
public final class Erasures implements Projection {
    /// The tables of this.
    public static final List<Migration> MIGRATIONS = List.of(new Migration(
            "erasure", 1, List.of("""
            CREATE TABLE erasure_done (member TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID""", """
            CREATE TABLE erasure_swept (
              only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
              position INTEGER NOT NULL
            ) STRICT""", "INSERT INTO erasure_swept (only_one, position) VALUES (1, 0)")));

    private final List<String> statements;

    /// @param statements which take away rows about one person, whose id is their only parameter
    public Erasures(List<String> statements) {
        this.statements = List.copyOf(statements);
    }

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.ERASE);
    }

    /// Who was erased before is not looked for again in a whole journal: a new store of the centre sends all of them.
    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        Set<MemberId> fresh = new TreeSet<>();
        for (EraseEntry entry : change.putAs(EraseEntry.class, malformed -> {})) {
            boolean isNew = transaction.update(
                            "INSERT INTO erasure_done (member) VALUES (?) ON CONFLICT (member) DO NOTHING",
                            entry.id().value())
                    == 1;
            if (isNew) {
                fresh.add(entry.id());
            }
        }
        Tombstones.write(transaction, fresh, 0);
        fresh.forEach(member -> forget(transaction, member));
    }

    private void forget(Transaction transaction, MemberId member) {
        statements.forEach(statement -> transaction.update(statement, member.value()));
    }

    /// Erases what was written of erased people since.
    ///
    /// @return how many bodies became tombstones
    public int again(Database database) {
        List<MemberId> everybody = database.reading(transaction ->
                transaction.query("SELECT member FROM erasure_done", row -> new MemberId(row.text("member"))));
        return everybody.isEmpty()
                ? 0
                : database.inTransaction(transaction -> {
                    long end = Tombstones.end(transaction);
                    int found = Tombstones.write(transaction, everybody, swept(transaction));
                    transaction.update("UPDATE erasure_swept SET position = ?", end);
                    everybody.forEach(member -> forget(transaction, member));
                    return found;
                });
    }

    private static long swept(Transaction transaction) {
        return transaction
                .queryFirst("SELECT position FROM erasure_swept", row -> row.integer("position"))
                .orElse(0L);
    }
}
