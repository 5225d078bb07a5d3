package org.hongting.central.publishing;

import java.time.Duration;
import java.util.function.Predicate;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Works off what is due in short write transactions, one after the other for a part of a turn: whoever else
/// wants to write waits for one of them, and documents are made in between.
public final class Backlog {
    /// How long one transaction takes up further steps. A commit comes on top of it.
    private static final Duration HELD = Duration.ofMillis(20);

    /// How much of a turn is worked.
    private static final Duration WORKED = Duration.ofMillis(400);

    private Backlog() {}

    /// Whether somebody who has begun may go on.
    @FunctionalInterface
    public interface Time {
        boolean isLeft();
    }

    /// The part of a turn that begins now.
    public static Time ofTurn() {
        return of(WORKED);
    }

    /// The part of a transaction that begins now.
    public static Time ofTransaction() {
        return of(HELD);
    }

    private static Time of(Duration duration) {
        long from = System.nanoTime();
        return () -> System.nanoTime() - from < duration.toNanos();
    }

    /// Runs the step until it has nothing left or the turn is over.
    ///
    /// @param step does a little, some milliseconds at most, and says whether there may be more
    public static void work(Database database, Predicate<Transaction> step) {
        Time turn = ofTurn();
        boolean more = true;
        while (more && turn.isLeft()) {
            more = database.inTransaction(transaction -> {
                Time time = ofTransaction();
                boolean left = step.test(transaction);
                while (left && time.isLeft()) {
                    left = step.test(transaction);
                }
                return left;
            });
        }
    }
}
