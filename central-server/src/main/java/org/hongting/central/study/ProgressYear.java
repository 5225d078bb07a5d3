package org.hongting.central.study;

import java.time.Clock;
import java.time.LocalDate;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.port.Database;

/// Tells terminals of everybody's progress anew once a year has begun, and after a start: the year that is
/// meant, and what it asks, are others then.
public final class ProgressYear implements BeforePublishing {
    private final Database database;
    private final Clock clock;
    private int told;

    /// @param clock in the site's zone
    public ProgressYear(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void turn() {
        int year = LocalDate.now(clock).getYear();
        if (year != told) {
            database.inTransaction(transaction -> {
                ProgressSource.markAll(transaction);
                return null;
            });
            told = year;
        }
    }
}
