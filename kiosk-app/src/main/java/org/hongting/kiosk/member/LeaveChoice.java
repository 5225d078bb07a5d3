package org.hongting.kiosk.member;

import java.util.Optional;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RequestEntry;

/// A coming meeting that expects the member, and how their wish for leave stands.
///
/// @param wish absent where none was asked for
public record LeaveChoice(MeetingEntry meeting, Optional<RequestEntry.State> wish) {
    /// Whether leave can be asked for now: not while a wish waits, nor with leave.
    public boolean isOpen() {
        return wish.map(state -> state == RequestEntry.State.REFUSED).orElse(true);
    }
}
