package org.hongting.central.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a meeting as people typed them; what was not sent is empty.
public record MeetingForm(
        String title,
        String kind,
        String host,
        String place,
        String starts,
        String ends,
        String opensBefore,
        String lateAfter,
        String closesAfter,
        String checkOut,
        String leavesBefore,
        String earlyBefore,
        String leavesAfter,
        String quorum,
        String secondFactor,
        String places,
        List<String> branches,
        String members,
        List<String> stations) {
    // Spring binds what a request lacks as null; NullAway sees the declared types.
    @SuppressWarnings("NullAway")
    public MeetingForm {
        title = text(title);
        kind = text(kind);
        host = text(host);
        place = text(place);
        starts = text(starts);
        ends = text(ends);
        opensBefore = text(opensBefore);
        lateAfter = text(lateAfter);
        closesAfter = text(closesAfter);
        checkOut = text(checkOut);
        leavesBefore = text(leavesBefore);
        earlyBefore = text(earlyBefore);
        leavesAfter = text(leavesAfter);
        quorum = text(quorum);
        secondFactor = text(secondFactor);
        places = text(places);
        branches = branches == null ? List.of() : List.copyOf(branches);
        members = text(members);
        stations = stations == null ? List.of() : List.copyOf(stations);
    }

    /// Whether members are asked to check out.
    public boolean asksForCheckOut() {
        return checkOut.equals("true");
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }
}
