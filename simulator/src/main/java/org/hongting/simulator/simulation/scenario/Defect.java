package org.hongting.simulator.simulation.scenario;

import org.hongting.protocol.port.Database;

/// A known bug of others, put back in by what stands around the code that is shipped: negative controls, which say that
/// the simulation would find it. The command line cannot ask for one.
public enum Defect {
    /// The terminal takes a record out of its journal when it hands it to the network.
    DELETE_BEFORE_SEND,
    /// The centre answers what it is about to commit, and then the commit fails.
    ACKNOWLEDGE_BEFORE_COMMIT,
    /// The disk forgets the last commits at a power cut, as it does with `synchronous=NORMAL`.
    LOST_SYNC,
    /// The terminal sends in the order of its wall clock.
    ORDER_BY_WALL_CLOCK,
    /// The mark that somebody has arrived is written in a transaction of its own.
    MARK_IN_ANOTHER_TRANSACTION,
    /// The centre drops what it cannot read.
    DROP_ON_REJECTION,
    /// Two servers share one subscription, so that one terminal's messages reach now this one and now that one.
    SHARED_SUBSCRIPTION,
    /// The centre forgets whom it erased, and stores what still comes of them.
    TAKES_ERASED_IN_AGAIN;

    /// How many of the last commits a power cut takes from a disk.
    int forgottenCommits() {
        return this == LOST_SYNC ? 3 : 0;
    }

    Database atTerminal(Database real) {
        return switch (this) {
            case DELETE_BEFORE_SEND -> new AlteredSql.Pruning(real);
            case ORDER_BY_WALL_CLOCK ->
                new AlteredSql(
                        real,
                        sql -> sql.replace(
                                "ORDER BY position LIMIT", "ORDER BY json_extract(envelope, '$.at'), position LIMIT"));
            case ACKNOWLEDGE_BEFORE_COMMIT,
                    LOST_SYNC,
                    MARK_IN_ANOTHER_TRANSACTION,
                    DROP_ON_REJECTION,
                    SHARED_SUBSCRIPTION,
                    TAKES_ERASED_IN_AGAIN -> real;
        };
    }

    Database atCentre(Database real) {
        return switch (this) {
            case ACKNOWLEDGE_BEFORE_COMMIT -> new EarlyAnswers(real);
            case DROP_ON_REJECTION ->
                new AlteredSql(
                        real,
                        sql -> sql.startsWith("INSERT INTO quarantine")
                                ? "WITH dropped AS (SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?) UPDATE quarantine SET seq = 0 WHERE 0"
                                : sql);
            case TAKES_ERASED_IN_AGAIN ->
                new AlteredSql(
                        real,
                        sql -> sql.equals("SELECT member FROM erasure") ? "SELECT member FROM erasure WHERE 0" : sql);
            case DELETE_BEFORE_SEND, LOST_SYNC, ORDER_BY_WALL_CLOCK, MARK_IN_ANOTHER_TRANSACTION, SHARED_SUBSCRIPTION ->
                real;
        };
    }
}
