package org.hongting.central.ingest;

import org.hongting.protocol.wire.Topic;

/// A message as it came from the broker, not yet believed.
///
/// @param topic whose terminal is certain: the broker lets nobody publish under another's name
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Arrived(Topic topic, byte[] payload) {}
