package org.hongting.provisioning.claim;

import org.hongting.protocol.claim.PairingRefused;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.identity.Identity;

/// What came of one question about a pairing. The list is closed.
public sealed interface PairingOutcome {
    /// Show this, and ask again.
    record Begun(PairingOffer offer) implements PairingOutcome {}

    /// Nobody has decided yet.
    ///
    /// @param looked somebody has it open in the console
    /// @param retryMillis after how long to ask again
    record Waiting(boolean looked, int retryMillis) implements PairingOutcome {}

    /// The identity is on the disk.
    record Paired(Identity identity) implements PairingOutcome {}

    /// It came to nothing; another pairing may be begun.
    record Over(PairingRefused.Reason reason) implements PairingOutcome {}

    /// Not now; asking again may help.
    record Postponed(Obstacle obstacle) implements PairingOutcome {}
}
