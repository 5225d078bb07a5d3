package org.hongting.protocol.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.hongting.protocol.Limits;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.time.ClockReading;

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
        Line bodyLine = Line.of(salted(HexFormat.of().formatHex(salt), Json.write(fact)));
        Line envelope = new Envelope(seq, clock, type.typeName(), type.version(), Digest.of(bodyLine.bytes())).toLine();
        if (bodyLine.length() > Limits.LINE_BYTES || envelope.length() > Limits.LINE_BYTES) {
            throw new RecordTooLong(Math.max(bodyLine.length(), envelope.length()));
        }
        return new RecordLines(envelope, bodyLine);
    }

    /// The salt becomes the first property of the fact's object.
    private static byte[] salted(String salt, byte[] fact) {
        byte[] head = ("{\"salt\":\"" + salt + "\"").getBytes(US_ASCII);
        ByteArrayOutputStream body = new ByteArrayOutputStream(head.length + fact.length);
        body.writeBytes(head);
        if (fact.length > "{}".length()) {
            body.write(',');
        }
        body.write(fact, 1, fact.length - 1);
        return body.toByteArray();
    }

    /// Whether the body is the one that the envelope names: no tombstone, no bad block, nothing that was changed.
    public boolean isWhole() {
        try {
            return Envelope.ofLine(envelope).body().equals(Digest.of(body.bytes()));
        } catch (MalformedJson e) {
            return false;
        }
    }

    /// What this record costs in a batch: both lines with their line breaks.
    public int bytesInBatch() {
        return envelope.length() + body.length() + 2;
    }
}
