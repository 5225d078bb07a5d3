package org.hongting.central.ingest;

import java.time.Instant;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;

/// A fact the centre has just stored for the first time.
///
/// @param received when its batch arrived, by the centre's clock
public record StoredFact(TerminalId terminal, EpochId epoch, Envelope envelope, Fact fact, Instant received) {
    public long seq() {
        return envelope.seq();
    }

    /// Names this fact for ever and orders facts of equal date: terminal, epoch and sequence number.
    public String source() {
        return terminal + "/" + epoch + "/" + envelope.seq();
    }
}
