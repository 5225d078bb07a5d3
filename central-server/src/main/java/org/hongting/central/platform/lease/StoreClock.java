package org.hongting.central.platform.lease;

import org.hongting.protocol.port.Transaction;

/// What time the database has. Machines differ, and one whose clock was set would otherwise take what others hold.
@FunctionalInterface
public interface StoreClock {
    /// @return milliseconds since 1970, now: not when the transaction began, which may have waited in line
    long millis(Transaction transaction);

    /// @param expression that the database reckons its milliseconds by
    static StoreClock of(String expression) {
        String question = "SELECT " + expression + " AS millis";
        return transaction ->
                transaction.queryFirst(question, row -> row.integer("millis")).orElseThrow();
    }
}
