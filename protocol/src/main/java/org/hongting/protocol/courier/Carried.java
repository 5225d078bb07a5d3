package org.hongting.protocol.courier;

import org.hongting.protocol.wire.Channel;

/// One message of a file, with the signature of whoever wrote it.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Carried(Channel channel, byte[] frame) {}
