package org.hongting.central;

import org.hongting.central.platform.broker.TerminalBroker;
import org.springframework.context.SmartLifecycle;

/// Lets terminals in as the last step of the server's start. A fleet that was waiting comes at that moment, and its
/// handshakes take every processor: whatever were not yet there by then would be minutes later.
final class BrokerDoor implements SmartLifecycle {
    private final TerminalBroker broker;
    private volatile boolean open;

    BrokerDoor(TerminalBroker broker) {
        this.broker = broker;
    }

    @Override
    public void start() {
        broker.open();
        open = true;
    }

    /// The broker is closed with everything else.
    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /// Behind the pages and the terminals' HTTPS.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
