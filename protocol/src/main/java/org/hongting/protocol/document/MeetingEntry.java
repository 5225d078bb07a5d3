package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.jspecify.annotations.Nullable;

/// A meeting as a kiosk serves it. Expected are the members of `branches` and those in `members`.
///
/// @param kind like `branch-assembly`; the words for it stand in the texts of kiosk and console
/// @param host what is shown as the meeting's owner, mostly the branch's name
/// @param checkOut absent where nobody is asked to check out
/// @param rules absent where the meeting has none
/// @param closed when somebody in charge closed it before its time; from then on it takes no arrivals
public record MeetingEntry(
        @JsonProperty(required = true) MeetingId id,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) String host,
        @JsonProperty(required = true) String place,
        @JsonProperty(required = true) OffsetDateTime starts,
        @JsonProperty(required = true) OffsetDateTime ends,
        @JsonProperty(required = true) CheckInWindow window,
        @JsonProperty(required = true) List<BranchId> branches,
        @JsonProperty(required = true) List<MemberId> members,
        @Nullable CheckOutWindow checkOut,
        @Nullable MeetingRules rules,
        @Nullable OffsetDateTime closed) {
    @JsonCreator
    public MeetingEntry {
        branches = List.copyOf(branches);
        members = List.copyOf(members);
        // Absent and none are the same, and have the same bytes.
        rules = MeetingRules.NONE.equals(rules) ? null : rules;
        if (title.isEmpty()
                || title.length() > 128
                || host.length() > 128
                || place.length() > 128
                || kind.length() > 48) {
            throw new IllegalArgumentException("not a meeting");
        }
    }

    /// A meeting without rules.
    public MeetingEntry(
            MeetingId id,
            String title,
            String kind,
            String host,
            String place,
            OffsetDateTime starts,
            OffsetDateTime ends,
            CheckInWindow window,
            List<BranchId> branches,
            List<MemberId> members,
            @Nullable CheckOutWindow checkOut) {
        this(id, title, kind, host, place, starts, ends, window, branches, members, checkOut, null, null);
    }

    /// The rules, [MeetingRules#NONE] where the entry says nothing of them.
    public MeetingRules ruled() {
        return rules == null ? MeetingRules.NONE : rules;
    }

    /// The same meeting with other rules.
    public MeetingEntry with(MeetingRules other) {
        return new MeetingEntry(
                id, title, kind, host, place, starts, ends, window, branches, members, checkOut, other, closed);
    }

    /// The same meeting, closed at that moment unless it was closed before.
    public MeetingEntry closedAt(OffsetDateTime moment) {
        OffsetDateTime first = closed != null && closed.isBefore(moment) ? closed : moment;
        return new MeetingEntry(
                id, title, kind, host, place, starts, ends, window, branches, members, checkOut, rules, first);
    }

    /// When it takes arrivals, as far as it was not closed before.
    public CheckInWindow taking() {
        if (closed == null || !closed.isBefore(window.closes())) {
            return window;
        }
        OffsetDateTime end = closed.isBefore(window.opens()) ? window.opens() : closed;
        return new CheckInWindow(window.opens(), window.lateFrom(), end);
    }
}
