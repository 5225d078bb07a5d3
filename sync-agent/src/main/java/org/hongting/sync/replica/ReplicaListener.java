package org.hongting.sync.replica;

import org.hongting.protocol.document.DocumentName;

/// Hears what became of documents, on the thread that offered the last part. It must return at once.
public interface ReplicaListener {
    /// The document was applied or dropped, and the transaction is committed.
    void changed(DocumentName document);

    /// A projection failed on the document; the document is held and its other projections are right.
    default void projectionFailed(DocumentName document, String projection, RuntimeException cause) {}
}
