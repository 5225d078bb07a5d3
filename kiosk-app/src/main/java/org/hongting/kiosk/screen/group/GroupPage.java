package org.hongting.kiosk.screen.group;

import java.util.Set;
import org.hongting.kiosk.study.GroupReply;
import org.hongting.protocol.identity.MemberId;

/// What somebody in charge sees of the group that studies before this screen. The list is closed.
public sealed interface GroupPage {
    /// The desk looks it up.
    record Loading() implements GroupPage {}

    /// Nobody studies together here; a group may be opened.
    record None() implements GroupPage {}

    /// Who is in.
    record Group(GroupReply.Shown shown) implements GroupPage {}

    /// Who is still there?
    ///
    /// @param here those who are; the others have gone
    /// @param ends whether it is over with the answer
    /// @param busy the desk has it
    record RollCall(GroupReply.Shown shown, Set<MemberId> here, boolean ends, boolean busy) implements GroupPage {
        public RollCall {
            here = Set.copyOf(here);
        }
    }

    record Ended(int people) implements GroupPage {}
}
