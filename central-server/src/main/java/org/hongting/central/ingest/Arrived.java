package org.hongting.central.ingest;

import org.hongting.protocol.wire.Topic;

/// A message as it came, not yet believed.
///
/// @param topic whose terminal is certain where it came from the broker, which lets nobody publish under another's name
/// @param carried whether a person carried it: then it may be days old, and its terminal is not there to be answered
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Arrived(Topic topic, byte[] payload, boolean carried) {
    /// One that came over the line.
    public Arrived(Topic topic, byte[] payload) {
        this(topic, payload, false);
    }

    public static Arrived carried(Topic topic, byte[] payload) {
        return new Arrived(topic, payload, true);
    }
}
