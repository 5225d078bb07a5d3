package org.hongting.central.ingest;

import java.util.List;
import org.hongting.protocol.port.Transaction;

/// Makes something out of facts, in the transaction that stores them: what it writes and the watermark commit together,
/// so every fact is projected exactly once. Every Spring bean of this type is called, with all new known facts of the
/// transaction at once, on the ingest's thread.
///
/// So a projection asks and writes for many facts together: it makes rows first and writes them with
/// [Transaction#updateEach], and marks what is due once, however many facts are about it. What it writes must not
/// depend on how facts were grouped. Where it must ask about each fact, it goes through them one by one, as most do:
/// their kinds are rare.
///
/// A projection whose rows others ask for comes before them (`@Order`). One that throws costs the record that made it
/// throw, alone: what was written for that record is undone and the record goes into the quarantine with reason
/// `projection`.
@FunctionalInterface
public interface FactProjection {
    /// @param facts at least one; terminals in order of their ids, the facts of each in order of their sequence numbers
    void project(Transaction transaction, List<StoredFact> facts);
}
