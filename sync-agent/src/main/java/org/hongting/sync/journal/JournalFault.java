package org.hongting.sync.journal;

import java.io.Serial;
import org.hongting.protocol.port.DatabaseFault;

/// The facts are not durable: the kiosk must say "not recorded" and is out of order until a later write succeeds.
public final class JournalFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final DatabaseFault.Kind kind;

    public JournalFault(DatabaseFault cause) {
        super("not recorded: " + cause.kind(), cause);
        this.kind = cause.kind();
    }

    public DatabaseFault.Kind kind() {
        return kind;
    }
}
