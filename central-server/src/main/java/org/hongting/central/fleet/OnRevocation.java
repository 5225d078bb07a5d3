package org.hongting.central.fleet;

import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// What else must happen when a terminal is shut out, or neither happens.
@FunctionalInterface
public interface OnRevocation {
    /// @param actor the account that did it
    void revoked(Transaction transaction, TerminalId terminal, String actor);
}
