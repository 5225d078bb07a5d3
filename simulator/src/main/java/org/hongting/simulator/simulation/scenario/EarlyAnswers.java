package org.hongting.simulator.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.jspecify.annotations.Nullable;

/// A database that gives the result of a transaction whether or not that is committed, for a [Defect].
record EarlyAnswers(Database real) implements Database {
    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        List<T> results = new ArrayList<>();
        try {
            return real.inTransaction(transaction -> {
                T result = work.in(transaction);
                results.add(result);
                return result;
            });
        } catch (DatabaseFault e) {
            if (results.isEmpty()) {
                throw e;
            }
            return results.getFirst();
        }
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return real.reading(work);
    }
}
