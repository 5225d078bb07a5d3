package org.hongting.protocol.wire;

import java.io.Serial;

/// A message that is not believed. It is counted by reason and never acted on.
public final class RefusedMessage extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Why. The names are used as counters.
    public enum Reason {
        TOO_LARGE,
        MALFORMED,
        UNKNOWN_KEY,
        WRONG_SIGNATURE,
        /// Signed by one terminal, sent as another, or addressed to another.
        WRONG_TERMINAL,
        /// What follows the header is not what the header says.
        WRONG_CONTENT,
        /// A batch of an epoch that no record introduced.
        UNKNOWN_EPOCH,
        /// Published to or asked from topics that are not the terminal's own.
        FOREIGN_TOPIC,
        /// An answer that names neither our question nor our store.
        UNASKED
    }

    private final Reason reason;

    public RefusedMessage(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public RefusedMessage(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
