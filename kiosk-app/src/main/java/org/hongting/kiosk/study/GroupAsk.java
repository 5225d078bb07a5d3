package org.hongting.kiosk.study;

import java.util.Set;
import org.hongting.protocol.identity.MemberId;

/// What somebody in charge, signed in with card and PIN, asks about the group that studies before this screen. Each is
/// answered by a [GroupReply].
public sealed interface GroupAsk {
    /// How is it?
    record Show() implements GroupAsk {}

    /// Open one, here and now.
    record Open() implements GroupAsk {}

    /// All but these are still there. Who came in while the leader looked at the names is there too.
    record Count(Set<MemberId> gone) implements GroupAsk {
        public Count {
            gone = Set.copyOf(gone);
        }
    }

    /// It is over; all but these were there to the end.
    record End(Set<MemberId> gone) implements GroupAsk {
        public End {
            gone = Set.copyOf(gone);
        }
    }
}
