package org.hongting.central.ingest;

import org.hongting.protocol.port.Transaction;

/// Makes something out of facts, in the transaction that stores them: what it writes and the watermark commit
/// together, so every fact is projected exactly once. Every Spring bean of this type is called, for each new known
/// fact, in the order of the terminal's sequence numbers, on the ingest's thread.
///
/// A projection that throws costs its record alone: what it wrote for that record is undone and the record goes into
/// the quarantine with reason `projection`.
@FunctionalInterface
public interface FactProjection {
    void project(Transaction transaction, StoredFact fact);
}
