package org.hongting.kiosk.checkin;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.table.ArrivalTable;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.sync.journal.Appender;

/// Takes arrivals back that this kiosk recorded. The mark goes and the fact is written in one transaction; what another
/// kiosk recorded is not touched here.
final class TakingBack {
    /// For so long after the arrival members may take it back themselves.
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final CheckInDesk desk;
    private final DeskTables tables;

    TakingBack(CheckInDesk desk, DeskTables tables) {
        this.desk = desk;
        this.tables = tables;
    }

    /// Whoever asked for it shows again what they came in with.
    ///
    /// @return nothing where somebody else shows something, or the meeting is here no more: that is decided like
    /// any read
    Optional<Decision> byThemself(MemberId member, MeetingId meeting, CredentialRead read) {
        Decision decision = desk.write((transaction, appender) -> {
            Identification shown = desk.identify(transaction, read.shown(), appender.now());
            boolean isHere = tables.meetings().find(transaction, meeting).isPresent();
            if (!isHere
                    || !(shown instanceof Identification.Known known)
                    || !known.member().attendee().member().equals(member)) {
                return new Decision.Refused(RefusalReason.UNKNOWN_MEMBER);
            }
            Fact.Origin origin = new Fact.Origin(known.kind(), read.device().value(), read.simulated(), known.pass());
            Optional<ArrivalTable.Own> own = tables.arrivals().own(transaction, meeting, member);
            boolean theirs = own.filter(arrival -> isInTime(arrival, appender) && isSame(arrival, known.kind()))
                    .isPresent();
            Visit visit = Visit.now(known.member(), origin, appender.now());
            if (!theirs || tables.arrivals().hasLeft(transaction, meeting, member)) {
                return desk.refuseKnown(transaction, appender, visit, RefusalReason.CANNOT_BE_VOIDED);
            }
            if (known.pass() != null && !known.again()) {
                tables.passes().take(transaction, member, known.pass(), appender.now());
            }
            return strike(transaction, appender, visit, own.get(), meeting, VoidReason.OWN_WISH, member);
        });
        return decision instanceof Decision.Refused(var reason, var _) && reason == RefusalReason.UNKNOWN_MEMBER
                ? Optional.empty()
                : Optional.of(decision);
    }

    /// Somebody in charge takes back that a member is here.
    Decision byCharge(Transaction transaction, Appender appender, Visit visit, VoidReason reason, MemberId charge) {
        MemberId member = visit.attendee().member();
        for (MeetingEntry meeting : inChargeOf(transaction, visit, charge)) {
            Optional<ArrivalTable.Own> own = tables.arrivals().own(transaction, meeting.id(), member);
            if (own.isPresent()) {
                return strike(transaction, appender, visit, own.get(), meeting.id(), reason, charge);
            }
        }
        return desk.refuseKnown(transaction, appender, visit, RefusalReason.CANNOT_BE_VOIDED);
    }

    /// Whether somebody in charge could take an arrival of that member back here now.
    boolean isPossible(Transaction transaction, Visit visit, MemberId charge) {
        return inChargeOf(transaction, visit, charge).stream()
                .anyMatch(meeting -> tables.arrivals()
                        .own(transaction, meeting.id(), visit.attendee().member())
                        .isPresent());
    }

    private List<MeetingEntry> inChargeOf(Transaction transaction, Visit visit, MemberId charge) {
        return tables.meetings().open(transaction, visit.at().toInstant()).stream()
                .filter(meeting -> new Charge(tables).vouches(transaction, charge, visit.member(), meeting))
                .toList();
    }

    private Decision strike(
            Transaction transaction,
            Appender appender,
            Visit visit,
            ArrivalTable.Own own,
            MeetingId meeting,
            VoidReason reason,
            MemberId by) {
        MemberId member = visit.attendee().member();
        appender.append(new Fact.CheckInVoided(meeting, member, visit.origin(), own.name(), reason, by));
        tables.arrivals().strike(transaction, meeting, member);
        return tables.meetings()
                .find(transaction, meeting)
                .<Decision>map(
                        entry -> new Decision.TakenBack(visit.attendee(), desk.board(transaction, entry), own.at()))
                .orElseThrow();
    }

    private static boolean isInTime(ArrivalTable.Own arrival, Appender appender) {
        OffsetDateTime now = appender.now().wall();
        return !now.isBefore(arrival.at().minus(WINDOW))
                && !now.isAfter(arrival.at().plus(WINDOW));
    }

    /// What was typed cannot be shown again; a card, badge or pass of the same member is worth more.
    private static boolean isSame(ArrivalTable.Own arrival, CredentialKind shown) {
        return switch (arrival.credential()) {
            case NUMBER, PIN -> true;
            case CARD, BADGE, PASS, KIOSK_CODE, MARKED, UNKNOWN -> arrival.credential() == shown;
        };
    }
}
