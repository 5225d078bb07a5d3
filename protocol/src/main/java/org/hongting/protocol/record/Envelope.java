package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// The first line of a record: when, in which order, what kind, and the hash of the body. The chain runs over
/// envelopes alone, so a body can be erased without breaking it.
///
/// @param seq 1, 2, 3 … within the epoch
/// @param type what the body is, like `check-in.admitted`
/// @param version of that type's body
/// @param body SHA-256 of the body line's bytes
public record Envelope(long seq, ClockReading clock, String type, int version, Digest body) {
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withResolverStyle(ResolverStyle.STRICT);

    public Envelope {
        if (seq < 1) {
            throw new IllegalArgumentException("sequence numbers start at 1");
        }
        if (type.isEmpty() || type.length() > 64 || version < 1) {
            throw new IllegalArgumentException("a record has a type of at most 64 characters and a version from 1");
        }
    }

    public Line toLine() {
        return Line.of(Json.write(new Wire(
                seq,
                WALL.format(clock.wall()),
                clock.quality(),
                clock.boot(),
                clock.monotonicNanos(),
                type,
                version,
                body)));
    }

    /// @throws MalformedJson if the bytes are not an envelope of version 1 of the record
    public static Envelope ofLine(Line line) {
        if (line.length() > Limits.LINE_BYTES) {
            throw new MalformedJson("the envelope is longer than a line may be");
        }
        return PlainEnvelope.read(line).orElseGet(() -> parse(line));
    }

    private static Envelope parse(Line line) {
        Wire wire = Json.read(line.bytes(), Wire.class);
        try {
            ClockReading clock =
                    new ClockReading(OffsetDateTime.parse(wire.at(), WALL), wire.clock(), wire.boot(), wire.mono());
            return new Envelope(wire.seq(), clock, wire.type(), wire.v(), wire.body());
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new MalformedJson("not an envelope: " + e.getClass().getSimpleName());
        }
    }

    @JsonPropertyOrder({"seq", "at", "clock", "boot", "mono", "type", "v", "body"})
    private record Wire(
            @JsonProperty(required = true) long seq,
            @JsonProperty(required = true) String at,
            @JsonProperty(required = true) ClockQuality clock,
            @JsonProperty(required = true) BootId boot,
            @JsonProperty(required = true) long mono,
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) int v,
            @JsonProperty(required = true) Digest body) {}
}
