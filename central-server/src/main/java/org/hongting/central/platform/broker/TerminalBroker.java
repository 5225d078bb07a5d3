package org.hongting.central.platform.broker;

import java.util.List;
import org.hongting.protocol.identity.TerminalId;

/// What carries messages between this server and terminals, inside it or beside it.
public interface TerminalBroker extends TerminalOutlet, AutoCloseable {
    /// Where it listens.
    int port();

    /// Lets terminals in, once everything else of this server serves: a fleet that waits at the door of a server that
    /// starts would take the processors from it.
    ///
    /// @throws IllegalStateException if it cannot
    void open();

    /// Closes a terminal's session where that is in our power. Nothing rests on it: the ingest takes nothing from
    /// whoever was revoked.
    void disconnect(TerminalId terminal);

    /// How it stands with each of its addresses.
    List<LineState> lines();

    @Override
    void close();
}
