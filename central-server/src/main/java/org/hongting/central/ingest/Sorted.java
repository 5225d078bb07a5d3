package org.hongting.central.ingest;

import java.util.Optional;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;

/// What becomes of one record of a good batch.
sealed interface Sorted {
    RecordLines lines();

    /// Stored. The fact is absent where the body is of an unknown type or was erased.
    record Good(RecordLines lines, Envelope envelope, boolean known, Optional<Fact> fact) implements Sorted {}

    /// Kept apart, for a person to look at; the ones behind it go on.
    record Bad(RecordLines lines, long seq, QuarantineReason reason, String detail) implements Sorted {}

    /// Whether its body may be another than the one that its envelope names.
    default boolean isStrange() {
        return switch (this) {
            case Good good -> good.lines().body().equals(ReadFact.TOMBSTONE);
            case Bad _ -> true;
        };
    }

    static Sorted of(RecordLines lines, long seq) {
        Envelope envelope;
        try {
            envelope = Envelope.ofLine(lines.envelope());
        } catch (MalformedJson e) {
            return new Bad(lines, seq, QuarantineReason.ENVELOPE, String.valueOf(e.getMessage()));
        }
        if (envelope.seq() != seq) {
            return new Bad(lines, seq, QuarantineReason.SEQUENCE, "says " + envelope.seq());
        }
        return switch (ReadFact.of(envelope, lines.body())) {
            case ReadFact.Known(Fact fact) -> new Good(lines, envelope, true, Optional.of(fact));
            case ReadFact.Erased() -> new Good(lines, envelope, true, Optional.empty());
            case ReadFact.Unknown(var type, var version) -> new Good(lines, envelope, false, Optional.empty());
            case ReadFact.Bad(var reason) -> new Bad(lines, seq, QuarantineReason.BODY, reason);
        };
    }
}
