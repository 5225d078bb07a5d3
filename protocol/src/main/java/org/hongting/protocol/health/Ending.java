package org.hongting.protocol.health;

import org.hongting.protocol.Words;

/// How a run ends that ends in order.
public enum Ending {
    /// Its window was closed, or the machine was shut down.
    STOPPED,
    /// It was asked to start again.
    RESTART;

    public String word() {
        return Words.of(this);
    }
}
