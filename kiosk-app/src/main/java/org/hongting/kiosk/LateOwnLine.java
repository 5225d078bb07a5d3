package org.hongting.kiosk;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.screen.member.OwnLine;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.LeaveReason;

/// The part of a [LateLine] for members who do something for themselves.
final class LateOwnLine implements OwnLine {
    private final Supplier<Optional<OwnLine>> desk;

    LateOwnLine(Supplier<Optional<OwnLine>> desk) {
        this.desk = desk;
    }

    private void tell(Consumer<OwnLine> call) {
        desk.get().ifPresent(call);
    }

    @Override
    public void awaitRead(int visit) {
        tell(line -> line.awaitRead(visit));
    }

    @Override
    public void awaitPhoneOf(int visit, MemberId member) {
        tell(line -> line.awaitPhoneOf(visit, member));
    }

    @Override
    public void bind(int visit) {
        tell(line -> line.bind(visit));
    }

    @Override
    public void choose(int visit, Errand errand) {
        tell(line -> line.choose(visit, errand));
    }

    @Override
    public void menu(int visit) {
        tell(line -> line.menu(visit));
    }

    @Override
    public void forget() {
        tell(OwnLine::forget);
    }

    @Override
    public void askLeave(int visit, MeetingId meeting, LeaveReason reason) {
        tell(line -> line.askLeave(visit, meeting, reason));
    }

    @Override
    public void remember(int visit, Preference preference) {
        tell(line -> line.remember(visit, preference));
    }
}
