package org.hongting.kiosk;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.study.GroupDesk;

/// What a terminal does to leave.
///
/// @param mark on its disk
/// @param brought whether the centre holds everything, in a verified backup too where that is asked
/// @param changed has the screen show something else
record TerminalFarewell(
        CheckInDesk desk,
        GroupDesk groups,
        TerminalFace face,
        TerminalIdentity own,
        LeavingMark mark,
        Predicate<Boolean> brought,
        Runnable changed)
        implements TerminalStanding.World {
    @Override
    public boolean isIdle() {
        return desk.currentMeeting().isEmpty() && groups.board().isEmpty();
    }

    @Override
    public void whenAsked(Consumer<Boolean> free) {
        face.whenAsked(free);
    }

    @Override
    public boolean isBrought(boolean backup) {
        return brought.test(backup);
    }

    @Override
    public boolean wasLeaving() {
        return mark.isSet();
    }

    @Override
    public boolean keepLeaving(boolean leaving) {
        return mark.keep(leaving);
    }

    @Override
    public void sayFarewell() {
        own.sayFarewell();
    }

    @Override
    public void forget() {
        face.forget(own.centre());
    }

    @Override
    public void showAnew() {
        changed.run();
    }
}
