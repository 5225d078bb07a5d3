package org.hongting.central.platform.broker;

import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;

/// Takes what terminals publish. Called on the broker's threads; it must not wait.
public interface Inbox {
    /// One message after the other on each line to a broker; there is one to each of its addresses.
    ///
    /// @param topic of the terminal that published it: the broker has seen to that
    void arrived(Topic topic, byte[] payload);

    /// The broker itself let something not pass. May be called by several threads at once.
    ///
    /// @param terminal as its certificate names it
    void refused(TerminalId terminal, RefusedMessage.Reason reason);

    /// A connection was closed before it was anybody's. May be called by several threads at once.
    void turnedAway(TurnedAway reason);
}
