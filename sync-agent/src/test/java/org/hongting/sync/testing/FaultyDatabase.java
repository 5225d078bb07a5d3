package org.hongting.sync.testing;

import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.jspecify.annotations.Nullable;

/// A database that fails when told to, before or after the real commit: a commit whose sync fails may still be there.
public final class FaultyDatabase implements Database {
    private final Database real;
    private DatabaseFault.@Nullable Kind beforeCommit;
    private DatabaseFault.@Nullable Kind afterCommit;

    public FaultyDatabase(Database real) {
        this.real = real;
    }

    /// The next write fails and leaves nothing.
    public void failNextBeforeCommit(DatabaseFault.Kind kind) {
        beforeCommit = kind;
    }

    /// The next write is reported as failed and is in the file all the same.
    public void failNextAfterCommit(DatabaseFault.Kind kind) {
        afterCommit = kind;
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        DatabaseFault.Kind before = beforeCommit;
        DatabaseFault.Kind after = afterCommit;
        beforeCommit = null;
        afterCommit = null;
        T result = real.inTransaction(transaction -> {
            T value = work.in(transaction);
            if (before != null) {
                throw new DatabaseFault(before, "told to fail");
            }
            return value;
        });
        if (after != null) {
            throw new DatabaseFault(after, "told to fail");
        }
        return result;
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return real.reading(work);
    }
}
