package org.hongting.protocol.port;

import org.jspecify.annotations.Nullable;

/// A durable SQL store, seen without JDBC: what the cores of terminal and centre are written against, so that both
/// run on a file, on a server and on an image in memory.
///
/// Statements use `?` placeholders; parameters are `String`, `Long`, `Integer`, `byte[]` or `null`.
public interface Database {
    /// Runs the work in one write transaction. When this returns, what it wrote survives a power cut; when it throws,
    /// nothing of it is promised: it was not written, or a disk that could not sync it may show it later.
    ///
    /// @throws DatabaseFault if the store could not run a statement or could not make the transaction durable
    <T extends @Nullable Object> T inTransaction(Work<T> work);

    /// Runs the work against one consistent state, without the right to write.
    ///
    /// @throws DatabaseFault if the store could not run a statement
    <T extends @Nullable Object> T reading(Work<T> work);

    /// What is done inside one transaction. It must not keep the [Transaction].
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T in(Transaction transaction);
    }
}
