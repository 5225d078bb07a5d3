package org.hongting.kiosk;

import java.util.Optional;
import org.hongting.kiosk.checkin.LineTrouble;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.protocol.claim.Standing;
import org.hongting.sync.link.LinkStatus;

/// What the centre says of this terminal. On the desk's thread.
final class TerminalStanding {
    private Standing said = Standing.ENROLLED;

    void hear(Standing standing) {
        said = standing;
    }

    /// Why this terminal may not take part, where the centre has shut it out.
    Optional<ClaimTrouble> shutOut() {
        return switch (said) {
            case REVOKED -> Optional.of(ClaimTrouble.REVOKED);
            case REPLACED -> Optional.of(ClaimTrouble.REPLACED);
            case ENROLLED, UNKNOWN -> Optional.empty();
        };
    }

    /// What somebody has to do something about for the line to be up.
    Optional<LineTrouble> trouble(LinkStatus status) {
        if (status.problem() == LinkStatus.Problem.TAKEN_OVER) {
            return Optional.of(LineTrouble.TAKEN_OVER);
        }
        return said == Standing.UNKNOWN ? Optional.of(LineTrouble.UNKNOWN) : Optional.empty();
    }
}
