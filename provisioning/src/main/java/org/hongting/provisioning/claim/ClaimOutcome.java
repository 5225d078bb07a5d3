package org.hongting.provisioning.claim;

import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.provisioning.identity.Identity;

/// What came of one attempt to claim. The list is closed.
public sealed interface ClaimOutcome {
    /// The identity is on the disk.
    ///
    /// @param ticketRemains the ticket file could not be deleted: an admin should do it
    record Claimed(Identity identity, boolean ticketRemains) implements ClaimOutcome {}

    /// The centre said no. Only a new ticket helps.
    record Refused(ClaimRefused.Reason reason) implements ClaimOutcome {}

    /// The ticket is older than its expiry. Only a new one helps.
    record Expired() implements ClaimOutcome {}

    /// Not now; asking again may help.
    record Postponed(Obstacle obstacle) implements ClaimOutcome {}

    /// What stood in the way.
    enum Obstacle {
        /// Nobody answered.
        UNREACHABLE,
        /// Somebody answered who is not the centre of the ticket, or not under that name.
        UNTRUSTED,
        /// The centre answered with a fault of its own.
        SERVER_FAULT,
        /// The centre's answer is malformed, too long or does not hold together. Nothing of it was kept.
        BAD_ANSWER,
        /// Key or certificate could not be written to the disk.
        DISK
    }
}
