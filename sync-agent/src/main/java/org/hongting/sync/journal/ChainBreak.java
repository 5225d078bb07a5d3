package org.hongting.sync.journal;

import org.hongting.protocol.identity.EpochId;

/// The first record of an epoch that is not what was written there.
public record ChainBreak(EpochId epoch, long seq, What what) {
    /// How a record can be wrong.
    public enum What {
        /// There is no record of that number, though a later one or the next epoch says there was.
        MISSING,
        /// The bytes are not an envelope.
        MALFORMED,
        /// The envelope has another number.
        WRONG_NUMBER,
        /// The envelope, or one before it, was changed.
        WRONG_CHAIN,
        /// The body is neither the one that was hashed nor a tombstone.
        WRONG_BODY,
        /// The next epoch was opened on another end of this one.
        WRONG_END
    }
}
