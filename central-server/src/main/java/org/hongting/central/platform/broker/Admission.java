package org.hongting.central.platform.broker;

import java.security.PublicKey;
import org.hongting.protocol.identity.TerminalId;

/// Who may be connected. Asked at every connection and at every message, on the broker's threads: it answers from
/// memory.
@FunctionalInterface
public interface Admission {
    /// @param key of the certificate the terminal showed; a good signature of our authority over it is proven
    boolean admits(TerminalId terminal, PublicKey key);
}
