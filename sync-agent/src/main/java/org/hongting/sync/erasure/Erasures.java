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
import org.hongting.sync.replica.Replica;
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
        erase(transaction, change.putAs(EraseEntry.class, malformed -> {}));
    }

    private int erase(Transaction transaction, List<EraseEntry> entries) {
        Set<MemberId> fresh = new TreeSet<>();
        for (EraseEntry entry : entries) {
            boolean isNew = transaction.update(
                            "INSERT INTO erasure_done (member) VALUES (?) ON CONFLICT (member) DO NOTHING",
                            entry.id().value())
                    == 1;
            if (isNew) {
                fresh.add(entry.id());
            }
        }
        fresh.forEach(member -> forget(transaction, member));
        return Tombstones.write(transaction, fresh, 0);
    }

    private void forget(Transaction transaction, MemberId member) {
        statements.forEach(statement -> transaction.update(statement, member.value()));
    }

    /// Erases what was written of erased people since, and whoever an older release heard of that did not know what
    /// to do: to be called before a hello says that the document is held.
    ///
    /// @return how many bodies became tombstones
    public int again(Database database, Replica replica) {
        List<EraseEntry> everybody = new DocumentChange(true, replica.entries(DocumentName.ERASE), List.of())
                .putAs(EraseEntry.class, malformed -> {});
        return everybody.isEmpty()
                ? 0
                : database.inTransaction(transaction -> {
                    int found = erase(transaction, everybody);
                    long end = Tombstones.end(transaction);
                    List<MemberId> people =
                            everybody.stream().map(EraseEntry::id).toList();
                    found += Tombstones.write(transaction, people, swept(transaction));
                    transaction.update("UPDATE erasure_swept SET position = ?", end);
                    people.forEach(member -> forget(transaction, member));
                    return found;
                });
    }

    private static long swept(Transaction transaction) {
        return transaction
                .queryFirst("SELECT position FROM erasure_swept", row -> row.integer("position"))
                .orElse(0L);
    }
}
