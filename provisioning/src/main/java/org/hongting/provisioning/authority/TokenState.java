package org.hongting.provisioning.authority;

import java.time.Instant;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;

/// What the centre's store says about a token's hash.
public sealed interface TokenState {
    /// Never minted, withdrawn before use, or forgotten.
    record Unknown() implements TokenState {}

    /// Minted for a terminal that exists already in name and place, and not used yet.
    record Unused(TerminalId terminal, Instant expires) implements TokenState {}

    /// Bound to the key that used it first.
    ///
    /// @param key as of [CertificateRequest#key]
    record Used(TerminalId terminal, Instant expires, Digest key) implements TokenState {}

    /// Minted for one machine, which is not the one that asks.
    record Reserved() implements TokenState {}

    /// Its terminal was revoked or replaced since, so the key it is bound to is not to come back.
    record Closed() implements TokenState {}
}
