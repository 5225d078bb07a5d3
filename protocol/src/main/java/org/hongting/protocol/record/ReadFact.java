package org.hongting.protocol.record;

import org.hongting.protocol.Limits;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a reader makes of a record's body.
public sealed interface ReadFact {
    /// A fact this software knows.
    record Known(Fact fact) implements ReadFact {}

    /// A type or version this software does not know: keep it raw, count it, show it.
    record Unknown(String type, int version) implements ReadFact {}

    /// The body was replaced by a tombstone: the person was erased, the chain still holds.
    record Erased() implements ReadFact {}

    /// The record is broken: quarantine it, never drop it, never stop for it.
    record Bad(String reason) implements ReadFact {}

    /// The line that stands where an erased body stood.
    Line TOMBSTONE = Line.of("{\"erased\":true}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    static ReadFact of(Envelope envelope, Line body) {
        if (body.length() > Limits.LINE_BYTES) {
            return new Bad("body is longer than a line may be");
        }
        if (body.equals(TOMBSTONE)) {
            return new Erased();
        }
        if (!Digest.of(body.bytes()).equals(envelope.body())) {
            return new Bad("body does not match its envelope");
        }
        return FactType.find(envelope.type(), envelope.version())
                .map(type -> parse(type, body))
                .orElseGet(() -> new Unknown(envelope.type(), envelope.version()));
    }

    private static ReadFact parse(FactType type, Line line) {
        byte[] bytes = line.bytes();
        try {
            if (Salt.leads(bytes)) {
                // As it is written: no fact has a property of that name, and none may stand there twice.
                return new Known(Json.read(bytes, type.body()));
            }
            ObjectNode body = Json.readObject(bytes);
            JsonNode salt = body.remove("salt");
            if (salt == null || !salt.isString() || !Salt.isOne(salt.asString())) {
                return new Bad("body has no salt of 128 bits");
            }
            return new Known(Json.convert(body, type.body()));
        } catch (MalformedJson e) {
            return new Bad("body: " + e.getMessage());
        }
    }
}
