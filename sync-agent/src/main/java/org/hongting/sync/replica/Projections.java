package org.hongting.sync.replica;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;

/// Runs projections, each inside a savepoint: one that fails loses its own writes only, and is made anew at the next
/// start.
final class Projections {
    private final List<Projection> projections;
    private final Consumer<Failure> failures;

    Projections(List<Projection> projections, Consumer<Failure> failures) {
        this.projections = List.copyOf(projections);
        this.failures = failures;
    }

    record Failure(DocumentName document, String projection, RuntimeException cause) {}

    void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        projections.stream()
                .filter(projection -> projection.wants(document))
                .forEach(projection -> applyOne(transaction, projection, document, change));
    }

    /// Applies every held document again to projections whose version is not the one remembered.
    void replay(Transaction transaction) {
        for (Projection projection : projections) {
            Optional<Long> made = transaction.queryFirst(
                    "SELECT version FROM replica_projection WHERE name = ?",
                    row -> row.integer("version"),
                    projection.name());
            if (made.filter(version -> version == projection.version()).isEmpty()) {
                transaction.update(
                        "INSERT OR REPLACE INTO replica_projection (name, version) VALUES (?, ?)",
                        projection.name(),
                        projection.version());
                ReplicaTables.documents(transaction).stream()
                        .filter(held -> projection.wants(held.document()))
                        .forEach(held -> applyOne(
                                transaction,
                                projection,
                                held.document(),
                                new DocumentChange(
                                        true, ReplicaTables.entries(transaction, held.document()), List.of())));
            }
        }
    }

    private void applyOne(
            Transaction transaction, Projection projection, DocumentName document, DocumentChange change) {
        transaction.update("SAVEPOINT projection");
        try {
            projection.apply(transaction, document, change);
        } catch (RuntimeException e) {
            if (e instanceof DatabaseFault fault && fault.kind() != DatabaseFault.Kind.CONSTRAINT) {
                throw e;
            }
            transaction.update("ROLLBACK TO projection");
            transaction.update("DELETE FROM replica_projection WHERE name = ?", projection.name());
            failures.accept(new Failure(document, projection.name(), e));
        }
        transaction.update("RELEASE projection");
    }
}
