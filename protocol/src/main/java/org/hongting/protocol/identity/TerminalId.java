package org.hongting.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of one enrolled kiosk machine. It is the common name of its certificate, its MQTT client id and the last
/// part of its topics.
public record TerminalId(@JsonValue String value) implements Comparable<TerminalId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TerminalId {
        Identifiers.check("terminal id", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(TerminalId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
