package org.hongting.central.platform.broker;

import java.util.concurrent.CompletableFuture;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;

/// Stands for the broker while the parts that answer are built before the broker that brings them questions. Whoever
/// sends earlier waits for its start.
public final class LateOutlet implements TerminalOutlet {
    private final CompletableFuture<TerminalOutlet> started = new CompletableFuture<>();

    public void bind(TerminalOutlet broker) {
        started.complete(broker);
    }

    @Override
    public void send(TerminalId terminal, Channel channel, byte[] frame) {
        started.join().send(terminal, channel, frame);
    }
}
