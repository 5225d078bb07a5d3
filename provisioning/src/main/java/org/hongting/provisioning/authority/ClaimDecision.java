package org.hongting.provisioning.authority;

import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;

/// What the centre does with a claim.
public sealed interface ClaimDecision {
    /// Certify the key for the terminal.
    ///
    /// @param bind the token is still unbound: bind it to `key` in the same transaction, on the condition that it
    /// is still unbound, and decide again if it is not
    record Issue(TerminalId terminal, Digest key, boolean bind) implements ClaimDecision {}

    /// Answer with the reason and store nothing.
    record Refuse(ClaimRefused.Reason reason) implements ClaimDecision {}
}
