package org.hongting.protocol.record;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.hongting.protocol.Limits;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.time.ClockReading;
import tools.jackson.databind.node.ObjectNode;

/// A record as it is kept and sent, byte for byte: the envelope line and the body line, each UTF-8 JSON without a
/// line break. They are never serialised again; everybody hashes the bytes that the terminal wrote.
///
/// The salt at the head of a body keeps the body's hash, which outlives an erasure, from being guessed back to the
/// person.
public record RecordLines(Line envelope, Line body) {
    private static final int SALT_BYTES = 16;

    /// Writes a fact as a record.
    ///
    /// @throws RecordTooLong if a line would be over [Limits#LINE_BYTES]
    public static RecordLines of(long seq, ClockReading clock, Fact fact, RandomGenerator random) {
        FactType type = FactType.of(fact);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ObjectNode body = Json.newObject();
        body.put("salt", HexFormat.of().formatHex(salt));
        body.setAll(Json.toObject(fact));
        Line bodyLine = Line.of(Json.write(body));
        Line envelope = new Envelope(seq, clock, type.typeName(), type.version(), Digest.of(bodyLine.bytes())).toLine();
        if (bodyLine.length() > Limits.LINE_BYTES || envelope.length() > Limits.LINE_BYTES) {
            throw new RecordTooLong(Math.max(bodyLine.length(), envelope.length()));
        }
        return new RecordLines(envelope, bodyLine);
    }

    /// What this record costs in a batch: both lines with their line breaks.
    public int bytesInBatch() {
        return envelope.length() + body.length() + 2;
    }
}
