package org.hongting.central.platform.broker;

import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;

/// The way down to terminals. Nothing that is sent is promised to arrive: a terminal that is away hears it from the
/// answer to its next hello. Safe for use by many threads; never blocks for a terminal.
@FunctionalInterface
public interface TerminalOutlet {
    /// @param channel one that terminals subscribe to
    /// @param frame a signed frame
    void send(TerminalId terminal, Channel channel, byte[] frame);
}
