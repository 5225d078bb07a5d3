package org.hongting.sync.replica;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.sync.store.Migration;
import org.jspecify.annotations.Nullable;

/// The replica's tables: documents, their entries byte for byte, and which form each projection was last made in.
final class ReplicaTables {
    static final List<Migration> MIGRATIONS = List.of(new Migration("replica", 1, List.of("""
                    CREATE TABLE replica_document (
                      name TEXT NOT NULL PRIMARY KEY,
                      store TEXT NOT NULL,
                      generation INTEGER NOT NULL,
                      version INTEGER NOT NULL,
                      hash BLOB NOT NULL
                    ) STRICT, WITHOUT ROWID""", """
                    CREATE TABLE replica_entry (
                      document TEXT NOT NULL,
                      id TEXT NOT NULL,
                      line BLOB NOT NULL,
                      PRIMARY KEY (document, id)
                    ) STRICT, WITHOUT ROWID""", """
                    CREATE TABLE replica_projection (
                      name TEXT NOT NULL PRIMARY KEY,
                      version INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID""")));

    private static final String SELECT = "SELECT name, store, generation, version, hash FROM replica_document";

    private ReplicaTables() {}

    static List<HeldDocument> documents(Transaction transaction) {
        return transaction.query(SELECT + " ORDER BY name", ReplicaTables::readDocument);
    }

    static Optional<HeldDocument> document(Transaction transaction, DocumentName name) {
        return transaction.queryFirst(SELECT + " WHERE name = ?", ReplicaTables::readDocument, name.value());
    }

    private static HeldDocument readDocument(Transaction.Row row) {
        return new HeldDocument(
                new DocumentName(row.text("name")),
                new StoreId(row.text("store"), row.integer("generation")),
                row.integer("version"),
                Digest.wrap(row.bytes("hash")));
    }

    static List<DocumentEntry> entries(Transaction transaction, DocumentName name) {
        return transaction.query(
                "SELECT id, line FROM replica_entry WHERE document = ? ORDER BY id",
                row -> new DocumentEntry(row.text("id"), Line.of(row.bytes("line")), false),
                name.value());
    }

    static void state(Transaction transaction, HeldDocument held) {
        transaction.update(
                "INSERT OR REPLACE INTO replica_document (name, store, generation, version, hash) VALUES (?, ?, ?, ?, ?)",
                held.document().value(),
                held.store().id(),
                held.store().generation(),
                held.version(),
                held.hash().bytes());
    }

    static void put(Transaction transaction, DocumentName name, Collection<DocumentEntry> entries) {
        List<@Nullable Object[]> rows = new ArrayList<>(entries.size());
        entries.forEach(entry ->
                rows.add(new Object[] {name.value(), entry.id(), entry.line().bytes()}));
        transaction.updateEach("INSERT OR REPLACE INTO replica_entry (document, id, line) VALUES (?, ?, ?)", rows);
    }

    static void remove(Transaction transaction, DocumentName name, Collection<String> ids) {
        List<@Nullable Object[]> rows = new ArrayList<>(ids.size());
        ids.forEach(id -> rows.add(new Object[] {name.value(), id}));
        transaction.updateEach("DELETE FROM replica_entry WHERE document = ? AND id = ?", rows);
    }

    static void clear(Transaction transaction, DocumentName name) {
        transaction.update("DELETE FROM replica_entry WHERE document = ?", name.value());
    }

    static void drop(Transaction transaction, DocumentName name) {
        clear(transaction, name);
        transaction.update("DELETE FROM replica_document WHERE name = ?", name.value());
    }
}
