package org.hongting.sync.journal;

import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// What is done in one transaction of the journal: facts, and the marks that belong to them.
@FunctionalInterface
public interface Writing<T extends @Nullable Object> {
    T in(Transaction transaction, Appender appender);
}
