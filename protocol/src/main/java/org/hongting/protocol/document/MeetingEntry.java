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
import org.hongting.protocol.record.Fact;
import org.jspecify.annotations.Nullable;

/// A meeting as a kiosk serves it. Expected are the members of `branches` and those in `members`.
///
/// @param kind like `branch-assembly`; the words for it stand in the texts of kiosk and console
/// @param host what is shown as the meeting's owner, mostly the branch's name
/// @param checkOut absent where nobody is asked to check out
/// @param rules absent where the meeting has none
/// @param closed when somebody in charge closed it before its time; from then on it takes no arrivals
/// @param hostUnit the unit that holds it: who is in charge of it, or of a unit above it, runs the meeting.
/// Absent in entries of before, where whoever is in charge of one of `branches` does
/// @param takenBack closings at terminals that count no more, by their records; absent where there are none
/// @param cancelled true where a terminal that opened the meeting itself must forget it; absent otherwise
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
        @Nullable OffsetDateTime closed,
        @Nullable BranchId hostUnit,
        @Nullable List<Fact.RecordName> takenBack,
        @Nullable Boolean cancelled) {
    /// Closings of one meeting that an entry names.
    public static final int TAKEN_BACK = 32;

    @JsonCreator
    public MeetingEntry {
        branches = List.copyOf(branches);
        members = List.copyOf(members);
        // Absent and none are the same, and have the same bytes.
        rules = MeetingRules.NONE.equals(rules) ? null : rules;
        takenBack = takenBack == null || takenBack.isEmpty() ? null : List.copyOf(takenBack);
        cancelled = Boolean.TRUE.equals(cancelled) ? true : null;
        if (title.isEmpty()
                || title.length() > 128
                || host.length() > 128
                || place.length() > 128
                || kind.length() > 48
                || (takenBack != null && takenBack.size() > TAKEN_BACK)) {
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
        this(
                id, title, kind, host, place, starts, ends, window, branches, members, checkOut, null, null, null, null,
                null);
    }

    private MeetingEntry(MeetingEntry of, Changed changed) {
        this(
                of.id,
                of.title,
                of.kind,
                of.host,
                of.place,
                of.starts,
                of.ends,
                of.window,
                of.branches,
                of.members,
                of.checkOut,
                changed.rules,
                changed.closed,
                changed.hostUnit,
                changed.takenBack,
                changed.cancelled);
    }

    /// What stands in entries only where there is something to say.
    private record Changed(
            @Nullable MeetingRules rules,
            @Nullable OffsetDateTime closed,
            @Nullable BranchId hostUnit,
            @Nullable List<Fact.RecordName> takenBack,
            @Nullable Boolean cancelled) {}

    /// The rules, [MeetingRules#NONE] where the entry says nothing of them.
    public MeetingRules ruled() {
        return rules == null ? MeetingRules.NONE : rules;
    }

    /// The same meeting with other rules.
    public MeetingEntry with(MeetingRules other) {
        return new MeetingEntry(this, new Changed(other, closed, hostUnit, takenBack, cancelled));
    }

    /// The same meeting, held by that unit.
    public MeetingEntry heldBy(BranchId unit) {
        return new MeetingEntry(this, new Changed(rules, closed, unit, takenBack, cancelled));
    }

    /// The same meeting, closed at that moment unless it was closed before.
    public MeetingEntry closedAt(OffsetDateTime moment) {
        OffsetDateTime first = closed != null && closed.isBefore(moment) ? closed : moment;
        return new MeetingEntry(this, new Changed(rules, first, hostUnit, takenBack, cancelled));
    }

    /// The same meeting, in which these closings count no more.
    public MeetingEntry takenBack(List<Fact.RecordName> closings) {
        return new MeetingEntry(this, new Changed(rules, closed, hostUnit, closings, cancelled));
    }

    /// The same meeting, for a terminal that opened it and must forget it. One that does not know the word
    /// takes it for closed at its start.
    public MeetingEntry calledOff() {
        return new MeetingEntry(this, new Changed(rules, starts, hostUnit, takenBack, true));
    }

    /// Whether a closing that this record tells of was taken back.
    public boolean tookBack(Fact.RecordName closing) {
        return takenBack != null && takenBack.contains(closing);
    }

    public boolean wasCancelled() {
        return cancelled != null;
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
