package org.hongting.central.platform.broker;

import org.hongting.protocol.wire.Topic;

/// Takes what terminals publish. Called on the broker's thread, one message at a time; it must not wait.
@FunctionalInterface
public interface Inbox {
    /// @param topic of the terminal that published it: the broker has seen to that
    void arrived(Topic topic, byte[] payload);
}
