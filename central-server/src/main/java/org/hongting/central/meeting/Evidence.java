package org.hongting.central.meeting;

import java.util.Set;
import org.hongting.protocol.conclusion.Presence;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.VoidReason;
import org.jspecify.annotations.Nullable;

/// One arrival or departure as one terminal saw it, with the way back to the record.
///
/// @param repeated the kiosk knew the member had arrived already
/// @param departed the member left
/// @param doubts what speaks against it; it counts all the same, and people decide
/// @param mark who said so and why, where somebody in charge did
/// @param voiding absent where it counts
public record Evidence(
        MemberId member,
        TerminalId terminal,
        EpochId epoch,
        long seq,
        boolean repeated,
        boolean departed,
        Presence.Evidence seen,
        Set<Doubt> doubts,
        Fact.@Nullable Mark mark,
        @Nullable Voiding voiding) {
    /// It was taken back at the kiosk that saw it: it stays to be seen and counts no more.
    public record Voiding(VoidReason reason, MemberId by) {}

    /// What may be wrong with a pass.
    public enum Doubt {
        /// The same pass was taken at another terminal too: one of them saw a copy.
        PASS_ELSEWHERE,
        /// The pass was made for another time than the one at which it was taken, now that the centre knows better.
        PASS_OFF_TIME
    }

    public Evidence {
        doubts = Set.copyOf(doubts);
    }

    public boolean counts() {
        return voiding == null;
    }
}
