package org.hongting.kiosk.table;

import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Who may do what for others. The roster says who is in charge of anything at all; of what, their own unit
/// says: that unit, those below it, and the branch above where it is a group of one.
public final class Charge {
    private final RosterTable roster;
    private final TouchTable touch;
    private final UnitTable units;
    private final MeetingTable meetings;

    Charge(RosterTable roster, TouchTable touch, UnitTable units, MeetingTable meetings) {
        this.roster = roster;
        this.touch = touch;
        this.units = units;
        this.meetings = meetings;
    }

    /// Whether somebody runs this meeting, which is to close it, to let guests in and to write its record:
    /// they are in charge of the unit that holds it. Whoever leads one of many units that are expected does
    /// not run the meeting of all.
    public boolean runs(Transaction transaction, MemberId by, MeetingEntry meeting) {
        BranchId host = meeting.hostUnit();
        return host == null ? runsByAudience(transaction, by, meeting) : isOver(transaction, by, host);
    }

    /// Whether somebody may say that this member is here, or take it back: who runs the meeting may for
    /// anybody, and who is in charge of the member's own unit for those whom the meeting expects.
    public boolean vouches(Transaction transaction, MemberId by, KnownMember member, MeetingEntry meeting) {
        return runs(transaction, by, meeting)
                || (meeting.hostUnit() != null
                        && meetings.expects(transaction, meeting.id(), member)
                        && isOver(transaction, by, member.branch()));
    }

    private boolean isOver(Transaction transaction, MemberId by, BranchId unit) {
        return touch.isInCharge(transaction, by)
                && roster.find(transaction, by)
                        .filter(known -> known.branch().equals(unit)
                                || units.of(transaction, known.branch()).stream()
                                        .anyMatch(one -> one.id().equals(unit)))
                        .isPresent();
    }

    /// Entries that name no host come from a centre that did not say it yet.
    private boolean runsByAudience(Transaction transaction, MemberId by, MeetingEntry meeting) {
        return touch.isInCharge(transaction, by)
                && roster.find(transaction, by)
                        .filter(known -> meeting.branches().contains(known.branch())
                                || (!meeting.branches().isEmpty()
                                        && units.within(transaction, known.branch())
                                                .containsAll(meeting.branches())))
                        .isPresent();
    }
}
