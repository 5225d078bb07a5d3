package org.hongting.central.draw;

import java.util.Collection;
import java.util.stream.Stream;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Everybody who is present at a meeting, by what is known now; guests too.
final class MeetingEntrants implements Entrants {
    private final MeetingHall hall;

    MeetingEntrants(MeetingHall hall) {
        this.hall = hall;
    }

    @Override
    public String word() {
        return "meeting";
    }

    @Override
    public Collection<MemberId> of(Transaction transaction, String named) {
        Attendance attendance = hall.find(transaction, meeting(named))
                .orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.NO_SUCH_MEETING))
                .attendance();
        return Stream.of(Attendance.Part.PRESENT, Attendance.Part.GUEST)
                .flatMap(part -> attendance.lines(part).stream())
                .map(Attendance.Line::member)
                .distinct()
                .toList();
    }

    private static MeetingId meeting(String named) {
        try {
            return new MeetingId(named.strip());
        } catch (IllegalArgumentException e) {
            throw new DrawRefusal(DrawRefusal.Why.NO_SUCH_MEETING);
        }
    }
}
