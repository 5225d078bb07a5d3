package org.hongting.kiosk.checkin;

import java.util.Optional;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.attendance.Quorum;

/// A meeting's quorum and how far it is, as far as this kiosk knows.
///
/// @param present of those expected; guests do not count
public record QuorumCount(Quorum quorum, int present, int expected) {
    /// @return nothing where the meeting needs none
    public static Optional<QuorumCount> of(MeetingBoard board) {
        Headcount heads = board.headcount();
        return Optional.ofNullable(board.meeting().ruled().quorum())
                .map(quorum -> new QuorumCount(quorum, heads.present() - heads.guests(), heads.expected()));
    }

    public boolean isReached() {
        return quorum.isReached(present, expected);
    }

    /// Heads that are still wanted.
    public long wanting() {
        return Math.max(0, quorum.needed(expected) - present);
    }
}
