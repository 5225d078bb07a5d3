package org.hongting.sync.journal;

import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockReading;

/// Appends facts inside one [Writing]. It must not be kept.
public interface Appender {
    /// Adds a fact to the transaction. It is recorded only when [Journal#write] returns.
    ///
    /// @throws org.hongting.protocol.record.RecordTooLong if the fact does not fit a line; nothing of it is written
    Entry append(Fact fact);

    /// The one moment of this transaction: what is decided by it and what is recorded carry the same time.
    ClockReading now();
}
