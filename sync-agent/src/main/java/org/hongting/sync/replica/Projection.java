package org.hongting.sync.replica;

import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Transaction;

/// Turns documents into tables that the desk can ask. Its tables must exist before the [Replica] is made.
public interface Projection {
    /// Whether documents of that name concern this projection.
    boolean wants(DocumentName document);

    /// Brings the tables up to date, in the transaction that stores the document. It writes through `transaction` and
    /// nothing else, and leaves out entries it cannot read ([DocumentChange#putAs]).
    void apply(Transaction transaction, DocumentName document, DocumentChange change);

    /// The name under which the replica remembers this projection.
    default String name() {
        return getClass().getSimpleName();
    }

    /// Raised when the tables are made differently: every wanted document is then applied again as a snapshot.
    default int version() {
        return 1;
    }
}
