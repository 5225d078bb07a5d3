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

    /// These are still there.
    record Count(Set<MemberId> here) implements GroupAsk {
        public Count {
            here = Set.copyOf(here);
        }
    }

    /// It is over; these were there to the end.
    record End(Set<MemberId> here) implements GroupAsk {
        public End {
            here = Set.copyOf(here);
        }
    }
}
