package org.hongting.kiosk.checkin;

import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.Standing;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockReading;

/// The rules of meetings at the door, within one transaction: who may come in where, and what they must prove.
///
/// Places are counted by what this kiosk has recorded and heard: kiosks that do not hear of each other may let more
/// in together, and the centre shows how many.
final class DoorRules {
    private final DeskTables tables;
    private final Transaction transaction;

    DoorRules(DeskTables tables, Transaction transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    /// The open meetings that expect the member or that they came to without; where there are none, those that have a
    /// place left.
    List<Standing> meetingsOf(List<Standing> open, Visit visit) {
        Optional<MeetingId> invited = visit.invitedTo();
        if (invited.isPresent()) {
            return open.stream()
                    .filter(standing -> standing.meeting().id().equals(invited.get()))
                    .toList();
        }
        if (open.size() == 1 && open.getFirst().isTheirs()) {
            return open; // as nearly always
        }
        List<Standing> theirs = open.stream().filter(Standing::isTheirs).toList();
        return theirs.isEmpty()
                ? open.stream().filter(standing -> hasPlace(standing, visit)).toList()
                : theirs;
    }

    /// Why none of the open meetings is for the member.
    RefusalReason whyNone(List<Standing> open, Visit visit) {
        if (isClosed(visit)) {
            return RefusalReason.MEETING_CLOSED;
        }
        return open.stream().anyMatch(standing -> takesAnybody(standing.meeting(), visit))
                ? RefusalReason.PLACES_TAKEN
                : RefusalReason.NOT_EXPECTED;
    }

    /// Whether the meeting that the member comes to was closed before its time.
    boolean isClosed(Visit visit) {
        return tables.meetings().closedBefore(transaction, visit.at().toInstant()).stream()
                .anyMatch(meeting -> visit.invitedTo()
                        .map(meeting.id()::equals)
                        .orElseGet(() -> tables.meetings().expects(transaction, meeting.id(), visit.member())));
    }

    /// Whether no meeting that is open expects the member or has let them in.
    boolean isExpectedNowhere(Visit visit) {
        return tables
                .meetings()
                .standings(transaction, visit.member(), visit.at().toInstant())
                .stream()
                .noneMatch(Standing::isTheirs);
    }

    /// What is wanted beside what was shown. A PIN that nobody set, or that was typed wrong too often, is no way in:
    /// then it is somebody in charge.
    Optional<SecondFactor> wants(MeetingEntry meeting, Visit visit, ClockReading now) {
        SecondFactor factor = meeting.ruled().secondFactor();
        if (factor == null) {
            return Optional.empty();
        }
        boolean enough = visit.mark().isPresent()
                || switch (visit.origin().credential()) {
                    case MARKED -> true;
                    case PIN, PASS, KIOSK_CODE -> factor == SecondFactor.PIN;
                    case CARD, BADGE, NUMBER, UNKNOWN -> false;
                };
        if (enough) {
            return Optional.empty();
        }
        MemberId member = visit.attendee().member();
        boolean canType = tables.touch().pin(transaction, member).isPresent()
                && tables.tries().personWait(transaction, member, now).isEmpty()
                && tables.tries().kioskWait(transaction, now).isEmpty();
        return Optional.of(factor == SecondFactor.PIN && canType ? SecondFactor.PIN : SecondFactor.CONFIRMATION);
    }

    private static boolean hasPlace(Standing standing, Visit visit) {
        Integer places = standing.meeting().ruled().places();
        return places != null
                && takesAnybody(standing.meeting(), visit)
                && standing.heads().guests() < places;
    }

    private static boolean takesAnybody(MeetingEntry meeting, Visit visit) {
        return meeting.ruled().places() != null
                && meeting.taking().contains(visit.at().toInstant());
    }
}
