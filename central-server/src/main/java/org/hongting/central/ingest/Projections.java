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

    /// The quick way: without a savepoint, below which a store keeps a copy of every page that is written to.
    ///
    /// @return no failures
    /// @throws RuntimeException if some fact cannot be taken: nothing in this transaction is worth anything then
    List<Failure> projectAll(Transaction transaction, List<StoredFact> facts) {
        if (!facts.isEmpty()) {
            projections.forEach(projection -> projection.project(transaction, facts));
        }
        return List.of();
    }

    /// The way that gives up what cannot be taken.
    List<Failure> project(Transaction transaction, List<StoredFact> facts) {
        List<Failure> failures = new ArrayList<>();
        if (!facts.isEmpty()) {
            halve(transaction, facts, failures);
        }
        return failures;
    }

    /// What cannot be taken together is halved, until the fact that is to blame stands alone.
    private void halve(Transaction transaction, List<StoredFact> facts, List<Failure> failures) {
        RuntimeException cause = attempt(transaction, facts);
        if (cause == null) {
            return;
        }
        if (facts.size() == 1) {
            failures.add(new Failure(facts.getFirst(), cause));
            return;
        }
        int half = facts.size() / 2;
        halve(transaction, facts.subList(0, half), failures);
        halve(transaction, facts.subList(half, facts.size()), failures);
    }

    /// @return why all of it was undone, or null if all of it stands
    private @org.jspecify.annotations.Nullable RuntimeException attempt(
            Transaction transaction, List<StoredFact> facts) {
        transaction.update("SAVEPOINT projection");
        try {
            projectAll(transaction, facts);
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
    static boolean isTheStores(RuntimeException e) {
        return e instanceof DatabaseFault fault
                && switch (fault.kind()) {
                    case FULL, INPUT_OUTPUT, CORRUPT, BUSY -> true;
                    case CONSTRAINT, OTHER -> false;
                };
    }
}
