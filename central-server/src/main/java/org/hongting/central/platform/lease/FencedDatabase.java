package org.hongting.central.platform.lease;

import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;

/// A database in which a step that was begun by the leader writes only while that one still leads. Everybody else's
/// writing is none of its business.
public final class FencedDatabase implements Database {
    /// What the step on this thread leads by.
    private static final ScopedValue<LeaseTable.Lead> LEAD = ScopedValue.newInstance();

    private final Database database;

    public FencedDatabase(Database database) {
        this.database = database;
    }

    static void within(LeaseTable.Lead lead, Runnable step) {
        ScopedValue.where(LEAD, lead).run(step);
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        if (!LEAD.isBound()) {
            return database.inTransaction(work);
        }
        LeaseTable.Lead lead = LEAD.get();
        return database.inTransaction(transaction -> {
            if (!LeaseTable.stands(transaction, lead)) {
                throw new NoLeaderAnyMore();
            }
            return work.in(transaction);
        });
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return database.reading(work);
    }
}
