package org.hongting.central.release;

import java.io.Serial;

/// A rollout that was not begun or changed; nothing has changed.
public final class RolloutRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// There is no such release, rollout or terminal.
        NO_SUCH,
        /// Another one is not over yet.
        UNDER_WAY,
        /// Nobody is in one of the stages, or somebody is in two.
        STAGES,
        /// It is over, or stopped and can only be tried again.
        OVER
    }

    private final Reason reason;

    RolloutRefusal(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
