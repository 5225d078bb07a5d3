package org.hongting.kiosk.checkin;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.time.ClockReading;

/// One member before the desk, identified.
///
/// @param when the moment that counts: of the read, which may lie before the transaction
/// @param mark who says that they are here, where somebody in charge does
/// @param choice which of several meetings it is to be
/// @param again the pass is the very one that this phone showed last: it proves no new visit
public record Visit(
        KnownMember member,
        Fact.Origin origin,
        ClockReading when,
        Optional<Fact.Mark> mark,
        Choice choice,
        boolean again) {
    /// How a meeting is chosen where several are open.
    sealed interface Choice {
        /// Ask the person.
        record Ask() implements Choice {}

        /// Take the one whose start is nearest: nobody answers, or nobody is asked.
        record Nearest() implements Choice {}

        /// This one was pressed.
        record Chosen(MeetingId meeting) implements Choice {}
    }

    /// Somebody who has just shown something and says nothing more.
    public static Visit now(KnownMember member, Fact.Origin origin, ClockReading when) {
        return new Visit(member, origin, when, Optional.empty(), new Choice.Ask(), false);
    }

    /// The same visit, let in as a guest by somebody in charge.
    public Visit invitedBy(Invitation invitation) {
        return new Visit(
                member,
                origin,
                when,
                Optional.of(new Fact.Mark(invitation.by(), MarkReason.GUEST)),
                new Choice.Chosen(invitation.meeting()),
                again);
    }

    /// The same visit of somebody whom that meeting expects, marked by somebody in charge.
    public Visit markedBy(Invitation invitation) {
        return new Visit(
                member,
                origin,
                when,
                Optional.of(new Fact.Mark(invitation.by(), MarkReason.OTHER)),
                new Choice.Chosen(invitation.meeting()),
                again);
    }

    /// The meeting to which somebody in charge lets the member in as a guest.
    Optional<MeetingId> invitedTo() {
        return choice instanceof Choice.Chosen(MeetingId meeting)
                        && mark.filter(one -> one.reason() == MarkReason.GUEST).isPresent()
                ? Optional.of(meeting)
                : Optional.empty();
    }

    Attendee attendee() {
        return member.attendee();
    }

    OffsetDateTime at() {
        return when.wall();
    }
}
