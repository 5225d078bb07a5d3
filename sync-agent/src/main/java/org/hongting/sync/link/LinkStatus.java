package org.hongting.sync.link;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.wire.RefusedMessage;

/// How the link is, at one moment. Nothing at the door depends on it.
///
/// @param pending records the centre does not hold yet
/// @param disputed epochs that wait for a person: see [org.hongting.sync.journal.DisputedEpoch]
/// @param lastContact the terminal's time of the last signed word from the centre
/// @param serverOffset the centre's time minus the terminal's, as of the last answer to a hello
/// @param refused messages from outside that were not believed, by reason
/// @param problem why the line is not up; [Problem#NONE] while it is
public record LinkStatus(
        State state,
        long pending,
        int disputed,
        Optional<OffsetDateTime> lastContact,
        Optional<Duration> serverOffset,
        Map<RefusedMessage.Reason, Long> refused,
        Problem problem) {
    public LinkStatus {
        refused = Map.copyOf(refused);
    }

    /// Where the link stands.
    public enum State {
        /// Waiting for the next attempt.
        OFFLINE,
        CONNECTING,
        /// The centre has answered our hello on this connection.
        ONLINE,
        /// No attempt is made until somebody starts the link again.
        STOPPED
    }

    /// Why the line is not up.
    public enum Problem {
        NONE,
        UNREACHABLE,
        /// The broker or the centre does not let this terminal in.
        REFUSED,
        /// The same identity is in use elsewhere: was this terminal's disk cloned?
        TAKEN_OVER,
        LOST,
        /// Connected, but the centre does not answer.
        NO_ANSWER,
        /// The centre answers, but acknowledges nothing of what is sent.
        NO_PROGRESS,
        /// The terminal's own disk failed.
        STORAGE
    }
}
