package org.hongting.simulator.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;

/// A database that notes how long each write transaction held the file, with its commit: so long nobody else writes.
final class HeldTimes implements Database {
    private final Database database;
    private final List<Double> millis = new ArrayList<>();

    HeldTimes(Database database) {
        this.database = database;
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        long before = System.nanoTime();
        try {
            return database.inTransaction(work);
        } finally {
            millis.add((System.nanoTime() - before) / 1e6);
        }
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return database.reading(work);
    }

    /// Those since the last question.
    Sample take() {
        Sample taken =
                Sample.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        millis.clear();
        return taken;
    }
}
