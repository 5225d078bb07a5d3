package org.hongting.protocol.port;

import java.io.Serial;

/// The store failed. Nothing of the transaction was written.
public final class DatabaseFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// What kind of failure, as far as it changes what to do next.
    public enum Kind {
        /// No room: free some, then try again.
        FULL,
        /// Reading, writing or syncing failed: close, reopen, verify the tail.
        INPUT_OUTPUT,
        /// The file is not what was written: restore or rebuild.
        CORRUPT,
        /// Somebody else holds the store for too long.
        BUSY,
        /// A constraint was violated: the caller's mistake or a doubled key.
        CONSTRAINT,
        OTHER
    }

    private final Kind kind;

    public DatabaseFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public DatabaseFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
