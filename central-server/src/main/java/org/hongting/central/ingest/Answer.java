package org.hongting.central.ingest;

import org.hongting.protocol.identity.TerminalId;

/// A signed acknowledgement, to be sent now: what it says is committed.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Answer(TerminalId terminal, byte[] frame) {}
