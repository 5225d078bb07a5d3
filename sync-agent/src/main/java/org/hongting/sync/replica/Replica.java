package org.hongting.sync.replica;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.sync.store.Schema;

/// The terminal's copy of the centre's documents. Safe for use by many threads.
///
/// Parts are collected in memory, one transfer per document. When the last one is there, the change, what projections
/// make of it and the new state are written in one transaction, and only if all entries of the document then hash to
/// what the centre announced. Content that is held stays in use until better content is complete.
public final class Replica {
    /// Documents about one entry of another document are of use only while that entry stands.
    private static final Map<String, Set<String>> DEPENDENT =
            Map.of("meetings", Set.of("arrivals", "leave", "requests"), "quizzes", Set.of("ranks"));

    private static final Comparator<HeldDocument> RECEIPT_FIRST =
            Comparator.comparing(held -> !held.document().equals(DocumentName.ERASE));

    private final Database database;
    private final Projections projections;
    private final List<ReplicaListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<DocumentName, Transfer> transfers = new HashMap<>();
    private final Set<DocumentName> wantedWhole = new HashSet<>();
    private final List<Projections.Failure> failures = new ArrayList<>();

    /// Makes the tables, and applies held documents again to projections that have changed since.
    public Replica(Database database, List<Projection> projections) {
        this.database = database;
        this.projections = new Projections(projections, failures::add);
        Schema.apply(database, ReplicaTables.MIGRATIONS);
        database.inTransaction(transaction -> {
            this.projections.replay(transaction);
            return null;
        });
    }

    public void listen(ReplicaListener listener) {
        listeners.add(listener);
        tellFailures();
    }

    /// What a hello says is held, by name; at most [Limits#HELLO_DOCUMENTS]. A document whose delta came out wrong is
    /// left out, which asks for a snapshot of it; its entries stay in use. First comes the one that is a receipt: a
    /// hello that is too long drops others.
    public synchronized List<HeldDocument> held() {
        return database.reading(ReplicaTables::documents).stream()
                .filter(held -> !wantedWhole.contains(held.document()))
                .sorted(RECEIPT_FIRST)
                .limit(Limits.HELLO_DOCUMENTS)
                .toList();
    }

    public Optional<HeldDocument> find(DocumentName document) {
        return database.reading(transaction -> ReplicaTables.document(transaction, document));
    }

    /// The entries of a document by id, byte for byte; none if it is not held.
    public List<DocumentEntry> entries(DocumentName document) {
        return database.reading(transaction -> ReplicaTables.entries(transaction, document));
    }

    /// Takes a part whose signature and address were checked.
    ///
    /// @throws org.hongting.protocol.port.DatabaseFault if the document is complete and could not be stored; the
    /// transfer is given up
    public synchronized Offered offer(DocumentPart part) {
        DocumentName document = part.header().result().document();
        Transfer transfer = transfers.get(document);
        if (transfer == null || !transfer.includes(part.header())) {
            if (transfer != null && isOlder(part.header().result(), transfer.result())) {
                return new Offered.Stale();
            }
            HeldDocument known = find(document).orElse(null);
            if (known != null && !replaces(part.header().result(), known)) {
                return new Offered.Stale();
            }
            transfer = new Transfer(part.header());
            transfers.put(document, transfer);
        }
        transfer.add(part);
        if (transfers.values().stream().mapToLong(Transfer::bytes).sum() > Limits.DOCUMENT_BYTES
                || transfers.size() > Limits.HELLO_DOCUMENTS) {
            transfers.remove(document);
            return new Offered.NeedsResend(Offered.Reason.TOO_LARGE);
        }
        if (!transfer.isComplete()) {
            return new Offered.Collecting();
        }
        transfers.remove(document);
        return apply(transfer);
    }

    private Offered apply(Transfer transfer) {
        HeldDocument result = transfer.result();
        failures.clear();
        List<DocumentName> changed;
        try {
            changed = database.inTransaction(transaction -> store(transaction, transfer));
        } catch (NotApplied e) {
            if (e.reason == Offered.Reason.WRONG_HASH) {
                wantedWhole.add(result.document());
            }
            return new Offered.NeedsResend(e.reason);
        }
        wantedWhole.remove(result.document());
        changed.forEach(document -> listeners.forEach(listener -> listener.changed(document)));
        tellFailures();
        return new Offered.Applied(result);
    }

    private List<DocumentName> store(Transaction transaction, Transfer transfer) {
        HeldDocument result = transfer.result();
        DocumentName name = result.document();
        DocumentChange change = changeOf(transfer);
        HeldDocument base = transfer.base();
        if (base == null) {
            ReplicaTables.clear(transaction, name);
        } else if (!isHeld(transaction, base)) {
            throw new NotApplied(Offered.Reason.WRONG_BASE);
        }
        ReplicaTables.put(transaction, name, change.put());
        ReplicaTables.remove(transaction, name, change.removed());
        Collection<DocumentEntry> all = base == null ? change.put() : ReplicaTables.entries(transaction, name);
        if (!DocumentEntry.hashOf(all).equals(result.hash())) {
            throw new NotApplied(Offered.Reason.WRONG_HASH);
        }
        ReplicaTables.state(transaction, result);
        projections.apply(transaction, name, change);
        List<DocumentName> changed = new ArrayList<>(List.of(name));
        if (DEPENDENT.containsKey(name.kind())) {
            changed.addAll(dropDependent(transaction, name.kind()));
        }
        return changed;
    }

    private static DocumentChange changeOf(Transfer transfer) {
        Map<Boolean, List<DocumentEntry>> byRemoval =
                transfer.entries().stream().collect(Collectors.partitioningBy(DocumentEntry::removed));
        boolean snapshot = transfer.base() == null;
        return new DocumentChange(
                snapshot,
                byRemoval.getOrDefault(false, List.of()),
                snapshot
                        ? List.of()
                        : byRemoval.getOrDefault(true, List.of()).stream()
                                .map(DocumentEntry::id)
                                .toList());
    }

    /// Across stores only the hash compares: the same content is the same base, whoever numbered it.
    private static boolean isHeld(Transaction transaction, HeldDocument base) {
        return ReplicaTables.document(transaction, base.document())
                .filter(held -> held.hash().equals(base.hash()))
                .isPresent();
    }

    private List<DocumentName> dropDependent(Transaction transaction, String kind) {
        List<HeldDocument> all = ReplicaTables.documents(transaction);
        Set<String> standing = all.stream()
                .map(HeldDocument::document)
                .filter(document -> document.kind().equals(kind))
                .flatMap(document -> ReplicaTables.entries(transaction, document).stream())
                .map(DocumentEntry::id)
                .collect(Collectors.toSet());
        Set<String> dependent = DEPENDENT.getOrDefault(kind, Set.of());
        List<DocumentName> dropped = all.stream()
                .map(HeldDocument::document)
                .filter(document -> dependent.contains(document.kind()) && !standing.contains(document.scope()))
                .toList();
        for (DocumentName document : dropped) {
            ReplicaTables.drop(transaction, document);
            projections.apply(transaction, document, new DocumentChange(true, List.of(), List.of()));
        }
        return dropped;
    }

    /// Within one store the version decides. Another store replaces what is held unless its generation is lower.
    private boolean replaces(HeldDocument offered, HeldDocument held) {
        StoreId store = offered.store();
        if (store.equals(held.store())) {
            return offered.version() > held.version()
                    || (wantedWhole.contains(held.document()) && offered.version() == held.version());
        }
        return store.generation() >= held.store().generation();
    }

    private static boolean isOlder(HeldDocument offered, HeldDocument collecting) {
        return offered.store().generation() < collecting.store().generation()
                || (offered.store().equals(collecting.store()) && offered.version() < collecting.version());
    }

    private synchronized void tellFailures() {
        for (ReplicaListener listener : listeners) {
            failures.forEach(
                    failure -> listener.projectionFailed(failure.document(), failure.projection(), failure.cause()));
        }
        if (!listeners.isEmpty()) {
            failures.clear();
        }
    }

    /// Rolls the transaction back.
    private static final class NotApplied extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Offered.Reason reason;

        NotApplied(Offered.Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }
}
