package org.hongting.central.ingest;

import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;

/// All projections, and what happens when one of them cannot take a fact: that fact alone is given up.
final class Projections {
    private final List<FactProjection> projections;

    Projections(List<FactProjection> projections) {
        this.projections = List.copyOf(projections);
    }

    /// A fact that a projection could not take; nothing of what projections wrote for it remains.
    record Failure(StoredFact fact, RuntimeException cause) {}

    List<Failure> project(Transaction transaction, List<StoredFact> facts) {
        if (projections.isEmpty() || facts.isEmpty() || attempt(transaction, facts) == null) {
            return List.of();
        }
        List<Failure> failures = new ArrayList<>();
        for (StoredFact fact : facts) {
            RuntimeException cause = attempt(transaction, List.of(fact));
            if (cause != null) {
                failures.add(new Failure(fact, cause));
            }
        }
        return failures;
    }

    /// @return why all of it was undone, or null if all of it stands
    private @org.jspecify.annotations.Nullable RuntimeException attempt(
            Transaction transaction, List<StoredFact> facts) {
        transaction.update("SAVEPOINT projection");
        try {
            for (StoredFact fact : facts) {
                for (FactProjection projection : projections) {
                    projection.project(transaction, fact);
                }
            }
            transaction.update("RELEASE projection");
            return null;
        } catch (RuntimeException e) {
            if (isTheStores(e)) {
                throw e;
            }
            transaction.update("ROLLBACK TO projection");
            transaction.update("RELEASE projection");
            return e;
        }
    }

    /// A full disk is not the record's fault: the whole transaction fails and the terminal sends again.
    private static boolean isTheStores(RuntimeException e) {
        return e instanceof DatabaseFault fault
                && switch (fault.kind()) {
                    case FULL, INPUT_OUTPUT, CORRUPT, BUSY -> true;
                    case CONSTRAINT, OTHER -> false;
                };
    }
}
