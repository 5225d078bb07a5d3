package org.hongting.sync.replica;

import org.hongting.protocol.document.HeldDocument;

/// What became of a part.
public sealed interface Offered {
    /// Other parts of the transfer are still missing.
    record Collecting() implements Offered {}

    /// The document is now held in that state.
    record Applied(HeldDocument held) implements Offered {}

    /// That state or a newer one is held already.
    record Stale() implements Offered {}

    /// The transfer led to nothing: the centre must be told again what is held.
    record NeedsResend(Reason reason) implements Offered {}

    /// Why a transfer led to nothing.
    enum Reason {
        /// A delta from a state that is not held.
        WRONG_BASE,
        /// What came out is not what was announced; a snapshot is asked for.
        WRONG_HASH,
        TOO_LARGE
    }
}
