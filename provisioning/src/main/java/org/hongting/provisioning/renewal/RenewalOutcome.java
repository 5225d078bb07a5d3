package org.hongting.provisioning.renewal;

import java.time.Instant;
import org.hongting.protocol.claim.Standing;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.identity.Identity;

/// What came of asking the centre. The list is closed.
public sealed interface RenewalOutcome {
    /// The fresh certificate is on the disk.
    ///
    /// @param centreTime the centre's signed time, of a moment ago
    record Renewed(Identity identity, Instant centreTime) implements RenewalOutcome {}

    /// The centre said how the terminal stands, and nothing was renewed.
    ///
    /// @param centreTime as above
    record Told(Standing standing, Instant centreTime) implements RenewalOutcome {}

    /// Not now; the certificate stays what it is, and asking again may help.
    record Postponed(Obstacle obstacle) implements RenewalOutcome {}
}
