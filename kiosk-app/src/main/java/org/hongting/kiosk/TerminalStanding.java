package org.hongting.kiosk;

import java.util.Optional;
import org.hongting.kiosk.checkin.LineTrouble;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.protocol.claim.Standing;
import org.hongting.sync.link.LinkStatus;

/// What the centre says of this terminal. On the desk's thread.
final class TerminalStanding {
    private static final System.Logger LOG = System.getLogger(TerminalStanding.class.getName());

    private Standing said = Standing.ENROLLED;
    private LinkStatus.Problem before = LinkStatus.Problem.NONE;

    void hear(Standing standing) {
        said = standing;
    }

    /// Whose hello is answered is enrolled.
    void hear(LinkStatus status) {
        if (status.problem() == LinkStatus.Problem.TAKEN_OVER && before != status.problem()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "another machine reports with this terminal's identity: end it, or revoke the terminal; this one"
                            + " tries again in some minutes");
        }
        before = status.problem();
        if (status.state() == LinkStatus.State.ONLINE) {
            said = Standing.ENROLLED;
        }
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
