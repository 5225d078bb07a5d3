package org.hongting.central.platform.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Runs a step once the transaction of the calling thread has committed, and never if it is rolled back; at once
/// where there is none.
@FunctionalInterface
public interface AfterCommit {
    void run(Runnable step);

    /// Waits for the transaction that Spring, or [JdbcDatabase], has opened on this thread.
    static AfterCommit ofSpring() {
        return step -> {
            if (!TransactionSynchronizationManager.isSynchronizationActive()) {
                step.run();
                return;
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    step.run();
                }
            });
        };
    }
}
