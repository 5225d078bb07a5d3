package org.hongting.central.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.jspecify.annotations.Nullable;

/// The documents as the centre holds them. A publication runs in the transaction that changed what it is made of:
/// call [#replace] or [#change] inside [Database#inTransaction], and both commit or neither.
/// Terminals hear of it within a second of the commit. Publishing what is held already changes nothing. Safe for use
/// by many threads.
public final class DocumentStore {
    /// How many versions back a delta may start.
    private static final int VERSIONS_KEPT = 512;

    /// As many names as a statement asks for.
    private static final int AT_ONCE = 500;

    private final Database database;
    private final StoreId store;
    private final AfterCommit afterCommit;
    private volatile Consumer<DocumentName> listener = name -> {};

    public DocumentStore(Database database, StoreId store, AfterCommit afterCommit) {
        this.database = database;
        this.store = store;
        this.afterCommit = afterCommit;
    }

    /// Who is told, after the commit and on the committing thread, that a document has a new version.
    public void onPublication(Consumer<DocumentName> newListener) {
        listener = newListener;
    }

    /// Publishes the whole document anew; entries that are not among these are removed. What differs is found in
    /// reading:
    /// of thousands of entries that takes a second, in which others may write.
    public HeldDocument replace(DocumentName name, Collection<DocumentEntry> whole) {
        Change seen = database.reading(transaction -> replacing(transaction, name, whole));
        return seen.isNone()
                ? seen.after()
                : database.inTransaction(transaction -> publish(
                        transaction,
                        find(transaction, name).equals(seen.before()) ? seen : replacing(transaction, name, whole)));
    }

    /// As the other, inside a transaction at hand.
    public HeldDocument replace(Transaction transaction, DocumentName name, Collection<DocumentEntry> whole) {
        return publish(transaction, replacing(transaction, name, whole));
    }

    /// Publishes some entries anew and takes others away.
    public HeldDocument change(DocumentName name, Collection<DocumentEntry> puts, Collection<String> removals) {
        return database.inTransaction(transaction -> change(transaction, name, puts, removals));
    }

    /// As the other, inside a transaction at hand.
    public HeldDocument change(
            Transaction transaction, DocumentName name, Collection<DocumentEntry> puts, Collection<String> removals) {
        return publish(transaction, change(transaction, name, entriesOf(transaction, name), puts, removals));
    }

    /// The present state, unless the document was never published.
    public Optional<HeldDocument> find(Transaction transaction, DocumentName name) {
        return transaction.queryFirst(
                "SELECT version, hash FROM document WHERE name = ?",
                row -> new HeldDocument(name, store, row.integer("version"), Digest.wrap(row.bytes("hash"))),
                name.value());
    }

    /// The present state of every document that was ever published.
    public Map<DocumentName, HeldDocument> heads(Transaction transaction) {
        Map<DocumentName, HeldDocument> heads = new HashMap<>();
        transaction
                .query("SELECT name, version, hash FROM document", this::head)
                .forEach(head -> heads.put(head.document(), head));
        return heads;
    }

    /// The present states of some: of those that were published.
    public Map<DocumentName, HeldDocument> heads(Transaction transaction, Collection<DocumentName> names) {
        Map<DocumentName, HeldDocument> heads = new HashMap<>();
        List<DocumentName> wanted = List.copyOf(names);
        for (int first = 0; first < wanted.size(); first += AT_ONCE) {
            List<DocumentName> some = wanted.subList(first, Math.min(wanted.size(), first + AT_ONCE));
            transaction
                    .query(
                            "SELECT name, version, hash FROM document WHERE name IN ("
                                    + String.join(", ", Collections.nCopies(some.size(), "?")) + ")",
                            this::head,
                            some.stream().map(DocumentName::value).toArray())
                    .forEach(head -> heads.put(head.document(), head));
        }
        return heads;
    }

    private HeldDocument head(Transaction.Row row) {
        return new HeldDocument(
                new DocumentName(row.text("name")), store, row.integer("version"), Digest.wrap(row.bytes("hash")));
    }

    /// All entries, in order of their ids.
    public List<DocumentEntry> entries(Transaction transaction, DocumentName name) {
        return List.copyOf(entriesOf(transaction, name).values());
    }

    /// What changed since a base of ours: entries put and removals. Nothing where that base is not known to be ours,
    /// or too old.
    public Optional<List<DocumentEntry>> changesSince(Transaction transaction, HeldDocument base) {
        boolean ours = base.store().equals(store)
                && transaction
                        .queryFirst(
                                "SELECT hash FROM document_version WHERE document = ? AND version = ?",
                                row -> Digest.wrap(row.bytes("hash")),
                                base.document().value(),
                                base.version())
                        .filter(base.hash()::equals)
                        .isPresent();
        return ours
                ? Optional.of(transaction.query(
                        "SELECT line FROM document_entry WHERE document = ? AND version > ? ORDER BY id",
                        row -> DocumentEntry.ofLine(Line.of(row.bytes("line"))),
                        base.document().value(),
                        base.version()))
                : Optional.empty();
    }

    /// What a publication comes to.
    ///
    /// @param before nothing where the document was never published
    /// @param entries those that are put, and the removals
    private record Change(Optional<HeldDocument> before, HeldDocument after, Collection<DocumentEntry> entries) {
        boolean isNone() {
            return before.isPresent() && entries.isEmpty();
        }
    }

    private Change replacing(Transaction transaction, DocumentName name, Collection<DocumentEntry> whole) {
        SortedMap<String, DocumentEntry> held = entriesOf(transaction, name);
        Set<String> wanted = new HashSet<>();
        whole.forEach(entry -> wanted.add(entry.id()));
        List<String> gone =
                held.keySet().stream().filter(id -> !wanted.contains(id)).toList();
        return change(transaction, name, held, whole, gone);
    }

    private Change change(
            Transaction transaction,
            DocumentName name,
            SortedMap<String, DocumentEntry> held,
            Collection<DocumentEntry> puts,
            Collection<String> removals) {
        Map<String, DocumentEntry> changed = new LinkedHashMap<>();
        for (DocumentEntry entry : puts) {
            if (!entry.equals(held.put(entry.id(), entry))) {
                changed.put(entry.id(), entry);
            }
        }
        for (String id : removals) {
            if (held.remove(id) != null) {
                changed.put(id, DocumentEntry.removal(id));
            }
        }
        Optional<HeldDocument> before = find(transaction, name);
        if (changed.isEmpty() && before.isPresent()) {
            return new Change(before, before.get(), List.of());
        }
        long version = before.map(HeldDocument::version).orElse(0L) + 1;
        return new Change(
                before, new HeldDocument(name, store, version, DocumentEntry.hashOf(held.values())), changed.values());
    }

    private HeldDocument publish(Transaction transaction, Change change) {
        if (!change.isNone()) {
            write(transaction, change.after(), change.entries());
            afterCommit.run(() -> listener.accept(change.after().document()));
        }
        return change.after();
    }

    private static void write(Transaction transaction, HeldDocument after, Collection<DocumentEntry> changed) {
        String name = after.document().value();
        byte[] hash = after.hash().bytes();
        transaction.update(
                "INSERT INTO document (name, version, hash) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET version = excluded.version, hash = excluded.hash",
                name,
                after.version(),
                hash);
        transaction.update(
                "INSERT INTO document_version (document, version, hash) VALUES (?, ?, ?)", name, after.version(), hash);
        transaction.update(
                "DELETE FROM document_version WHERE document = ? AND version <= ?",
                name,
                after.version() - VERSIONS_KEPT);
        List<@Nullable Object[]> rows = new ArrayList<>(changed.size());
        for (DocumentEntry entry : changed) {
            rows.add(new Object[] {name, entry.id(), entry.line().bytes(), after.version(), entry.removed() ? 1 : 0});
        }
        transaction.updateEach(
                "INSERT INTO document_entry (document, id, line, version, removed) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (document, id) DO UPDATE SET line = excluded.line, version = excluded.version,"
                        + " removed = excluded.removed",
                rows);
    }

    private static SortedMap<String, DocumentEntry> entriesOf(Transaction transaction, DocumentName name) {
        SortedMap<String, DocumentEntry> entries = new TreeMap<>();
        transaction
                .query(
                        "SELECT line FROM document_entry WHERE document = ? AND removed = 0",
                        row -> DocumentEntry.ofLine(Line.of(row.bytes("line"))),
                        name.value())
                .forEach(entry -> entries.put(entry.id(), entry));
        return entries;
    }
}
