package org.hongting.kiosk.meeting;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Invitation;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.checkin.Visit;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Writing;

/// What somebody in charge does with meetings at the kiosk, with no network: opens an unplanned one, closes, lets
/// guests in. They are signed in at the [TouchDesk]; without that everything is refused.
///
/// A meeting that is opened becomes a row of the desk's meetings in the transaction of its record. From then on
/// there is no difference to a planned one. It knows no thread: call it on the desk's.
public final class MeetingDesk {
    /// Whoever comes to a meeting that was opened a moment ago is not late at once.
    static final Duration LATE_AFTER = Duration.ofMinutes(15);

    /// How long ago a meeting may have begun that is still shown.
    static final Duration SHOWN = Duration.ofDays(7);

    /// How long before it takes arrivals a planned meeting is shown.
    private static final Duration AHEAD = Duration.ofHours(12);

    private static final String DEVICE = "touch";

    private final Database database;
    private final TerminalClock clock;
    private final CheckInDesk desk;
    private final TouchDesk touch;
    private final DeskTables tables;
    private final RandomGenerator random;
    private final String place;
    private Optional<MeetingId> guestsOf = Optional.empty();

    /// What it stands on.
    public record World(Database database, TerminalClock clock) {}

    /// @param random draws the ids of meetings
    /// @param place where this kiosk stands, for what is opened here
    public MeetingDesk(
            World world, CheckInDesk desk, TouchDesk touch, DeskTables tables, RandomGenerator random, String place) {
        this.database = world.database();
        this.clock = world.clock();
        this.desk = desk;
        this.touch = touch;
        this.tables = tables;
        this.random = random;
        this.place = place;
    }

    /// Answers somebody in charge.
    public Reply answer(MeetingAsk ask) {
        if (!(ask instanceof MeetingAsk.Guest || ask instanceof MeetingAsk.GuestNumber)) {
            leave();
        }
        return touch.inSession(charge -> switch (ask) {
            case MeetingAsk.Overview _ -> read(transaction -> overview(transaction, charge));
            case MeetingAsk.Opening _ -> read(transaction -> opening(transaction, charge));
            case MeetingAsk.Open open -> open(charge, open);
            case MeetingAsk.Show(MeetingId meeting) -> about(charge, meeting, this::shown);
            case MeetingAsk.Close(MeetingId meeting) -> close(charge, meeting);
            case MeetingAsk.Count count -> count(charge, count);
            case MeetingAsk.LetGuestsIn(MeetingId meeting) ->
                about(charge, meeting, (transaction, entry) -> {
                    guestsOf = Optional.of(meeting);
                    return new MeetingReply.GuestsAwaited(shown(transaction, entry));
                });
            case MeetingAsk.Guest(MemberId member) ->
                guest(charge, transaction -> tables.roster().find(transaction, member), RefusalReason.UNKNOWN_MEMBER);
            case MeetingAsk.GuestNumber(String typed) ->
                guest(charge, transaction -> touch.owner(transaction, typed), RefusalReason.UNKNOWN_NUMBER);
        });
    }

    /// Decides a read while guests are let in.
    ///
    /// @return nothing where none are: it is decided like any read
    public Optional<Decision> guest(CredentialRead read) {
        return guestsOf.flatMap(meeting -> touch.stillSignedIn()
                .map(charge -> desk.decide(
                        read,
                        Optional.of(new Invitation(meeting, charge.attendee().member())))));
    }

    /// Whether guests are looked for, who are expected nowhere.
    public boolean letsGuestsIn() {
        return guestsOf.isPresent();
    }

    /// Whoever was in charge has gone from the screen, or does something else there.
    public void leave() {
        guestsOf = Optional.empty();
    }

    /// What somebody in charge does about one meeting.
    public interface Act<T> {
        T in(Transaction transaction, Appender appender, MeetingReply.Held held, MemberId by);
    }

    /// What came of an act.
    public sealed interface Outcome<T> {
        /// It is durable.
        record Done<T>(T result) implements Outcome<T> {}

        /// Nobody is signed in who may, or it could not be written.
        record Refused<T>(Decision decision) implements Outcome<T> {}
    }

    /// Does something about a meeting in one transaction, for who is signed in and in charge of it.
    public <T> Outcome<T> act(MeetingId meeting, Act<T> act) {
        Optional<KnownMember> charge = touch.signedIn();
        if (charge.isEmpty()) {
            return new Outcome.Refused<>(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
        }
        return desk.attempt((transaction, appender) -> tables.meetings()
                        .find(transaction, meeting)
                        .filter(entry -> isInCharge(transaction, charge.get(), entry))
                        .<Outcome<T>>map(entry -> new Outcome.Done<>(act.in(
                                transaction,
                                appender,
                                held(transaction, entry),
                                charge.get().attendee().member())))
                        .orElseGet(() -> new Outcome.Refused<>(new Decision.Refused(RefusalReason.NOT_IN_CHARGE))))
                .orElseGet(() -> new Outcome.Refused<>(new Decision.NotRecorded()));
    }

    private MeetingReply overview(Transaction transaction, KnownMember charge) {
        Instant now = now().toInstant();
        List<MeetingReply.Held> held =
                tables.meetings().between(transaction, now.minus(SHOWN), now.plus(AHEAD)).stream()
                        .filter(meeting -> isInCharge(transaction, charge, meeting))
                        .limit(MeetingReply.Overview.MOST)
                        .map(meeting -> held(transaction, meeting))
                        .toList();
        return new MeetingReply.Overview(held);
    }

    private MeetingReply opening(Transaction transaction, KnownMember charge) {
        return new MeetingReply.Opening(
                unitsOf(transaction, charge), now(), clock.read().quality() != ClockQuality.GUESSED);
    }

    /// A kiosk that has not heard of the organisation yet knows the unit of who is in charge by a meeting of it.
    private List<Unit> unitsOf(Transaction transaction, KnownMember charge) {
        List<Unit> units = tables.units().of(transaction, charge.branch());
        return units.isEmpty() ? List.of(new Unit(charge.branch(), "", "branch")) : units;
    }

    private Reply open(KnownMember charge, MeetingAsk.Open asked) {
        return write((transaction, appender) -> {
            Optional<Unit> unit = unitsOf(transaction, charge).stream()
                    .filter(one -> one.id().equals(asked.unit()))
                    .findFirst();
            if (unit.isEmpty()) {
                return new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
            }
            OffsetDateTime now = appender.now().wall();
            Optional<MeetingEntry> running = tables.meetings().open(transaction, now.toInstant()).stream()
                    .filter(meeting -> meeting.closed() == null && isOf(meeting, asked.unit()))
                    .filter(meeting -> isInCharge(transaction, charge, meeting))
                    .findFirst();
            if (running.isPresent() && !asked.beside()) {
                return said(new MeetingReply.Beside(held(transaction, running.get()), asked));
            }
            MeetingEntry meeting = meeting(transaction, asked, unit.get(), now, charge);
            appender.append(new Fact.MeetingOpened(
                    meeting.id(),
                    meeting.kind(),
                    unit.get().id(),
                    meeting.title(),
                    meeting.starts(),
                    meeting.ends(),
                    new Fact.Window(
                            meeting.window().opens(),
                            meeting.window().lateFrom(),
                            meeting.window().closes()),
                    charge.attendee().member(),
                    meeting.members().isEmpty() ? null : meeting.members()));
            tables.meetings().putLocal(transaction, meeting);
            return said(new MeetingReply.Done(MeetingReply.What.OPENED, shown(transaction, meeting)));
        });
    }

    private static boolean isOf(MeetingEntry meeting, BranchId unit) {
        return unit.equals(meeting.hostUnit()) || meeting.branches().contains(unit);
    }

    private MeetingEntry meeting(
            Transaction transaction, MeetingAsk.Open asked, Unit unit, OffsetDateTime now, KnownMember charge) {
        OffsetDateTime ends = now.plus(asked.length());
        List<BranchId> units = tables.units().within(transaction, unit.id());
        boolean committee = asked.kind().isOfCommittee();
        return new MeetingEntry(
                        MeetingId.draw(random),
                        asked.title(),
                        asked.kind().word(),
                        unit.name(),
                        place,
                        now,
                        ends,
                        new CheckInWindow(now, now.plus(LATE_AFTER), ends),
                        committee ? List.of() : units,
                        committee
                                ? committee(
                                        transaction, units, charge.attendee().member())
                                : List.of(),
                        null)
                .heldBy(unit.id());
    }

    /// The lists name nobody's seat: a committee is who is in charge of the unit, and whoever calls it. Others who sit
    /// on it come in as guests, and the centre can expect them afterwards.
    private List<MemberId> committee(Transaction transaction, List<BranchId> units, MemberId caller) {
        return Stream.concat(
                        Stream.of(caller),
                        tables.touch().inChargeOf(transaction, units, Fact.MeetingOpened.MEMBERS - 1).stream())
                .distinct()
                .sorted(Comparator.comparing(MemberId::value))
                .toList();
    }

    /// Closing again changes nothing and is no mistake.
    private Reply close(KnownMember charge, MeetingId meeting) {
        return write((transaction, appender) -> withMeeting(transaction, charge, meeting, entry -> {
            if (entry.closed() == null) {
                Entry closing = appender.append(
                        new Fact.MeetingClosed(meeting, charge.attendee().member()));
                tables.meetings()
                        .close(
                                transaction,
                                entry,
                                appender.now().wall(),
                                new Fact.RecordName(closing.epoch(), closing.seq()));
            }
            MeetingEntry closed = tables.meetings().find(transaction, meeting).orElseThrow();
            return said(new MeetingReply.Done(MeetingReply.What.CLOSED, shown(transaction, closed)));
        }));
    }

    private Reply count(KnownMember charge, MeetingAsk.Count asked) {
        return write((transaction, appender) -> withMeeting(transaction, charge, asked.meeting(), entry -> {
            int before = tables.guests().counts(transaction, entry.id()).getOrDefault(asked.kind(), 0);
            if (before != asked.count()) {
                appender.append(new Fact.GuestsAdmitted(
                        entry.id(),
                        asked.kind(),
                        asked.count(),
                        charge.attendee().member()));
                tables.guests().count(transaction, entry.id(), asked.kind(), asked.count());
            }
            return said(shown(transaction, entry));
        }));
    }

    private interface Finding {
        Optional<KnownMember> in(Transaction transaction);
    }

    private Reply guest(KnownMember charge, Finding who, RefusalReason otherwise) {
        if (guestsOf.isEmpty()) {
            return new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
        }
        Invitation invitation = new Invitation(guestsOf.get(), charge.attendee().member());
        return write((transaction, appender) -> new Reply.Decided(who.in(transaction)
                .map(member -> desk.decideFor(
                        transaction,
                        appender,
                        asGuest(
                                transaction,
                                Visit.now(
                                        member, new Fact.Origin(CredentialKind.MARKED, DEVICE, false), appender.now()),
                                invitation)))
                .orElseGet(() -> new Decision.Refused(otherwise))));
    }

    /// Whoever is expected there is no guest: they are marked as members are.
    private Visit asGuest(Transaction transaction, Visit visit, Invitation invitation) {
        return tables.meetings().expects(transaction, invitation.meeting(), visit.member())
                ? visit.markedBy(invitation)
                : visit.invitedBy(invitation);
    }

    private interface Telling {
        MeetingReply of(Transaction transaction, MeetingEntry meeting);
    }

    private Reply about(KnownMember charge, MeetingId meeting, Telling telling) {
        return database.reading(transaction ->
                withMeeting(transaction, charge, meeting, entry -> said(telling.of(transaction, entry))));
    }

    /// The meeting may have been cancelled at the centre meanwhile, or never have been theirs.
    private Reply withMeeting(
            Transaction transaction,
            KnownMember charge,
            MeetingId meeting,
            java.util.function.Function<MeetingEntry, Reply> act) {
        return tables.meetings()
                .find(transaction, meeting)
                .filter(entry -> isInCharge(transaction, charge, entry))
                .map(act)
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
    }

    private boolean isInCharge(Transaction transaction, KnownMember charge, MeetingEntry meeting) {
        return tables.charge().runs(transaction, charge.attendee().member(), meeting);
    }

    private MeetingReply.Shown shown(Transaction transaction, MeetingEntry meeting) {
        return new MeetingReply.Shown(
                held(transaction, meeting), tables.guests().counts(transaction, meeting.id()));
    }

    private MeetingReply.Held held(Transaction transaction, MeetingEntry meeting) {
        return new MeetingReply.Held(desk.board(transaction, meeting), phase(meeting, now().toInstant()));
    }

    private static MeetingReply.Phase phase(MeetingEntry meeting, Instant now) {
        if (meeting.closed() != null) {
            return MeetingReply.Phase.CLOSED;
        }
        if (now.isBefore(meeting.window().opens().toInstant())) {
            return MeetingReply.Phase.AHEAD;
        }
        return now.isAfter(meeting.window().closes().toInstant())
                ? MeetingReply.Phase.OVER
                : MeetingReply.Phase.RUNNING;
    }

    private OffsetDateTime now() {
        return clock.read().wall();
    }

    private interface Reading {
        MeetingReply of(Transaction transaction);
    }

    private Reply read(Reading reading) {
        return said(database.reading(reading::of));
    }

    private Reply write(Writing<Reply> writing) {
        return desk.attempt(writing).orElseGet(() -> new Reply.Decided(new Decision.NotRecorded()));
    }

    private static Reply said(MeetingReply reply) {
        return reply;
    }
}
