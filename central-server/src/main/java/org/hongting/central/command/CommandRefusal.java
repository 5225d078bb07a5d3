package org.hongting.central.command;

import java.io.Serial;

/// A command that cannot be asked, or no longer taken back.
public final class CommandRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// There is no such terminal, or it was revoked.
        NO_TERMINAL,
        /// So many wait for it already that somebody should look why.
        TOO_MANY,
        /// It has begun, has ended, or never was.
        TOO_LATE
    }

    private final Reason reason;

    CommandRefusal(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
