package org.hongting.simulator.fuzz.reader;

import java.io.Serial;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What a reader promised and did not keep.
public final class Promise extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private Promise(String broken) {
        super(broken);
    }

    static void holds(boolean kept, Supplier<String> promise) {
        if (!kept) {
            throw new Promise(promise.get());
        }
    }

    /// What was read is written and read again the same.
    static <T> void isReadAgainTheSame(T value, UnaryOperator<T> writtenAndRead) {
        T again = writtenAndRead.apply(value);
        holds(value.equals(again), () -> "read again it is another: " + value + " and " + again);
    }
}
