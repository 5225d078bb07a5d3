package org.hongting.central.rollout;

/// How a rollout as a whole stands.
public enum Standing {
    /// It goes on by itself.
    RUNNING,
    /// People have halted it, or a stage waits for their word.
    PAUSED,
    /// Too many terminals failed: it halted by itself.
    STOPPED,
    /// People have ended it.
    ABORTED,
    /// Every terminal has come to an end.
    FINISHED;

    /// Whether terminals may be told to install.
    public boolean isOpen() {
        return this == RUNNING;
    }

    /// Whether nothing brings it back.
    public boolean isOver() {
        return this == ABORTED || this == FINISHED;
    }
}
