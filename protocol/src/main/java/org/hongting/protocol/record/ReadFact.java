package org.hongting.protocol.record;

import java.util.regex.Pattern;
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

    /// The form of the salt: 128 random bits.
    Pattern SALT = Pattern.compile("[0-9a-f]{32}");

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
        try {
            ObjectNode body = Json.readObject(line.bytes());
            JsonNode salt = body.remove("salt");
            if (salt == null
                    || !salt.isString()
                    || !SALT.matcher(salt.asString()).matches()) {
                return new Bad("body has no salt of 128 bits");
            }
            return new Known(Json.convert(body, type.body()));
        } catch (MalformedJson e) {
            return new Bad("body: " + e.getMessage());
        }
    }
}
