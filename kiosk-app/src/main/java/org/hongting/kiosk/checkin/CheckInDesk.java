package org.hongting.kiosk.checkin;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.device.CredentialRead;
import org.hongting.device.Shown;
import org.hongting.kiosk.table.ArrivalTable;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.ChoiceTable;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Headcounts;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.kiosk.table.Standing;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.journal.Writing;

/// Decides every read, at once and from local data: who it is, which meeting, admitted, already in, or refused with a
/// reason.
///
/// The decision, the mark that keeps it from happening twice and the journal record are one SQLite transaction; what
/// [#decide] returns is durable, except [Decision.NotRecorded], which confirms nothing. The desk never
/// waits for the network and knows no thread: call it from one at a time.
///
/// The rule for meetings: those open now that expect the member and where they have not arrived; where there are
/// several, the member chooses, and without a choice it is the one whose start is nearest. If they have arrived at
/// all of them, the earliest answers "already". Inside a meeting's check-out window a read of somebody who is in
/// means check-out, earliest start first. Whoever is expected at none is refused, unless a meeting has places
/// ([DoorRules]).
public final class CheckInDesk {
    /// How far ahead the idle screen announces a meeting.
    private static final Duration ANNOUNCED = Duration.ofHours(12);

    /// Two reads of one person this close together are one visit: a second tap is no check-out.
    private static final Duration SAME_VISIT = Duration.ofMinutes(2);

    private final Database database;
    private final Journal journal;
    private final DeskTables tables;
    private final Identifier identifier;
    private final TerminalClock clock;
    private long unrecorded;
    private String faultCause = "";

    public CheckInDesk(Database database, Journal journal, DeskTables tables, TerminalClock clock) {
        this.database = database;
        this.journal = journal;
        this.tables = tables;
        this.identifier = new Identifier(tables);
        this.clock = clock;
    }

    /// Decides one read.
    public Decision decide(CredentialRead read) {
        return decide(read, Optional.empty());
    }

    /// Decides one read while somebody in charge lets guests in: who is expected nowhere here comes in as one.
    public Decision decide(CredentialRead read, Optional<Invitation> invited) {
        return write((transaction, appender) -> decide(transaction, appender, read, invited));
    }

    /// Takes somebody who waits for the choice of a meeting in: where one was chosen there, else at the one whose
    /// start is nearest to the read. What counts is the moment of the read.
    ///
    /// @return nothing where the member waits for no choice, or no longer does
    public Optional<Decision> settle(MemberId member, Optional<MeetingId> chosen) {
        boolean waits = database.reading(
                transaction -> tables.choices().find(transaction, member).isPresent());
        if (!waits) {
            return Optional.empty();
        }
        Visit.Choice choice = chosen.<Visit.Choice>map(Visit.Choice.Chosen::new).orElseGet(Visit.Choice.Nearest::new);
        return Optional.of(write((transaction, appender) -> tables.choices()
                .find(transaction, member)
                .map(waiting -> settle(transaction, appender, waiting, choice))
                .orElseThrow()));
    }

    /// Takes everybody in who waited for a choice when the kiosk stopped.
    public void settleAll() {
        List<ChoiceTable.Waiting> left =
                database.reading(transaction -> tables.choices().all(transaction));
        left.forEach(waiting -> settle(waiting.member(), Optional.empty()));
    }

    private Decision settle(
            Transaction transaction, Appender appender, ChoiceTable.Waiting waiting, Visit.Choice choice) {
        tables.choices().forget(transaction, waiting.member());
        Optional<KnownMember> member = tables.roster().find(transaction, waiting.member());
        if (member.isEmpty()) {
            return refuse(
                    transaction,
                    appender,
                    new Identification.Unknown(
                            waiting.origin().credential(),
                            RefusalReason.UNKNOWN_MEMBER,
                            Optional.empty(),
                            Optional.of(waiting.member())),
                    waiting.origin());
        }
        return decideFor(
                transaction,
                appender,
                new Visit(member.get(), waiting.origin(), waiting.when(), Optional.empty(), choice, false));
    }

    /// Tells whose credential was shown, and decides nothing.
    public Identification identify(Transaction transaction, Shown shown, ClockReading now) {
        return identifier.identify(transaction, shown, now);
    }

    /// One decision in one transaction; [Decision.NotRecorded] where it could not be made durable.
    Decision write(Writing<Decision> work) {
        return attempt(work).orElseGet(Decision.NotRecorded::new);
    }

    /// Looks something up.
    public <T> T reading(Database.Work<T> work) {
        return database.reading(work);
    }

    /// What came of one transaction; nothing where it could not be made durable.
    public <T> Optional<T> attempt(Writing<T> work) {
        try {
            T outcome = journal.write((transaction, appender) -> {
                recordRecovery(appender);
                return work.in(transaction, appender);
            });
            unrecorded = 0;
            return Optional.of(outcome);
        } catch (JournalFault e) {
            unrecorded++;
            faultCause = e.kind().name();
            return Optional.empty();
        }
    }

    /// The same for what nobody waits for: a fault is no read that was answered "not recorded".
    public <T> Optional<T> attemptAside(Writing<T> work) {
        try {
            return Optional.of(journal.write(work));
        } catch (JournalFault _) {
            return Optional.empty();
        }
    }

    /// Looks a credential of nobody up and decides nothing, so that the first person does not wait while keys, classes
    /// and statements are made ready.
    public void rehearse() {
        ClockReading now = clock.read();
        try {
            database.reading(transaction -> identifier.rehearse(transaction, now));
        } catch (DatabaseFault _) {
            // A fault that lasts is told to the first person.
        }
    }

    /// Whether the last write failed: the kiosk is out of order until [#recover] or a read succeeds.
    public boolean isOutOfOrder() {
        return unrecorded > 0;
    }

    /// Tries to write again after a fault.
    ///
    /// @return true if the journal is in order
    public boolean recover() {
        if (unrecorded == 0) {
            return true;
        }
        try {
            journal.write((transaction, appender) -> {
                recordRecovery(appender);
                return true;
            });
            unrecorded = 0;
            return true;
        } catch (JournalFault e) {
            faultCause = e.kind().name();
            return false;
        }
    }

    /// The meeting to show while nobody is there: of those open now, the one whose start is nearest.
    public Optional<MeetingBoard> currentMeeting() {
        Instant now = clock.read().wall().toInstant();
        return database.reading(transaction -> tables.meetings().open(transaction, now).stream()
                .min(nearestTo(now))
                .map(meeting -> board(transaction, meeting)));
    }

    /// The next meeting that will open at this kiosk within half a day.
    public Optional<MeetingBoard> nextMeeting() {
        Instant now = clock.read().wall().toInstant();
        return database.reading(transaction -> tables.meetings()
                .next(transaction, now, now.plus(ANNOUNCED))
                .map(meeting -> board(transaction, meeting)));
    }

    private Decision decide(
            Transaction transaction, Appender appender, CredentialRead read, Optional<Invitation> invited) {
        Identification identification = identify(transaction, read.shown(), appender.now());
        Fact.Origin origin =
                new Fact.Origin(identification.kind(), read.device().value(), read.simulated(), identification.pass());
        return switch (identification) {
            case Identification.Unknown unknown -> refuse(transaction, appender, unknown, origin);
            case Identification.Known known -> {
                Visit plain = new Visit(
                        known.member(),
                        origin,
                        appender.now(),
                        Optional.empty(),
                        new Visit.Choice.Ask(),
                        known.again());
                Visit visit = invited.filter(_ -> new DoorRules(tables, transaction).isExpectedNowhere(plain))
                        .map(invitation -> plain.invitedBy(invitation))
                        .orElse(plain);
                Decision decision = decideFor(transaction, appender, visit);
                if (known.pass() != null && !(decision instanceof Decision.Refused)) {
                    tables.passes().take(transaction, known.member().attendee().member(), known.pass(), appender.now());
                }
                yield decision;
            }
        };
    }

    /// Decides for somebody who is identified.
    public Decision decideFor(Transaction transaction, Appender appender, Visit visit) {
        List<Standing> open = openFor(transaction, visit);
        if (open.isEmpty()) {
            return refuseKnown(transaction, appender, visit, noneOpen(transaction, visit));
        }
        DoorRules door = new DoorRules(tables, transaction);
        List<Standing> theirs = door.meetingsOf(open, visit);
        if (theirs.isEmpty()) {
            return refuseKnown(transaction, appender, visit, door.whyNone(open, visit));
        }
        if (visit.again() && !theirs.getFirst().choosing()) {
            return again(transaction, appender, visit, theirs);
        }
        for (Standing standing : theirs) {
            if (mayEnter(standing, visit)) {
                return enter(transaction, appender, visit, theirs);
            }
            if (leaves(standing, visit.at()) && standing.left().isEmpty()) {
                return leave(transaction, appender, visit, standing);
            }
        }
        // Whoever has left and comes back to the reader leaves anew: the last check-out counts.
        Standing latest = theirs.getLast();
        if (leaves(latest, visit.at())) {
            return leave(transaction, appender, visit, latest);
        }
        return repeat(transaction, appender, visit, theirs);
    }

    /// The meetings open at the moment of the visit; for who is marked, those at which the marker vouches for them.
    private List<Standing> openFor(Transaction transaction, Visit visit) {
        List<Standing> open = tables.meetings()
                .standings(transaction, visit.member(), visit.at().toInstant());
        return visit.mark()
                .map(mark -> open.stream()
                        .filter(standing ->
                                new Charge(tables).vouches(transaction, mark.by(), visit.member(), standing.meeting()))
                        .toList())
                .orElse(open);
    }

    private RefusalReason noneOpen(Transaction transaction, Visit visit) {
        if (new DoorRules(tables, transaction).isClosed(visit)) {
            return RefusalReason.MEETING_CLOSED;
        }
        boolean othersRun = visit.mark().isPresent()
                && !tables.meetings().open(transaction, visit.at().toInstant()).isEmpty();
        return othersRun ? RefusalReason.NOT_IN_CHARGE : RefusalReason.NO_MEETING;
    }

    /// In at the one meeting there is; where there are several, somebody chooses.
    private Decision enter(Transaction transaction, Appender appender, Visit visit, List<Standing> theirs) {
        List<Standing> candidates = theirs.size() == 1
                ? theirs
                : theirs.stream().filter(standing -> mayEnter(standing, visit)).toList();
        Optional<Standing> chosen =
                candidates.size() == 1 ? Optional.of(candidates.getFirst()) : chosen(candidates, visit);
        if (chosen.isPresent()) {
            Standing standing = chosen.get();
            MeetingEntry meeting = standing.meeting();
            Optional<SecondFactor> wanted = new DoorRules(tables, transaction).wants(meeting, visit, appender.now());
            if (wanted.isPresent()) {
                tables.choices().forget(transaction, visit.attendee().member());
                refuseKnown(transaction, appender, visit, RefusalReason.UNCONFIRMED);
                return new Decision.NeedsProof(visit.attendee(), board(standing), visit.when(), wanted.get());
            }
            return admit(transaction, appender, visit, standing);
        }
        tables.choices()
                .keep(transaction, new ChoiceTable.Waiting(visit.attendee().member(), visit.origin(), visit.when()));
        return new Decision.NeedsMeeting(
                visit.attendee(), candidates.stream().map(CheckInDesk::board).toList());
    }

    /// One of several; nothing where somebody is to be asked.
    private static Optional<Standing> chosen(List<Standing> candidates, Visit visit) {
        Optional<Standing> nearest = candidates.stream()
                .min(Comparator.comparing(
                        Standing::meeting, nearestTo(visit.at().toInstant())));
        return switch (visit.choice()) {
            case Visit.Choice.Nearest _ -> nearest;
            case Visit.Choice.Chosen(MeetingId id) ->
                candidates.stream()
                        .filter(one -> one.meeting().id().equals(id))
                        .findFirst()
                        .or(() -> nearest);
            case Visit.Choice.Ask _ -> Optional.empty();
        };
    }

    private static boolean mayEnter(Standing standing, Visit visit) {
        return standing.arrived().isEmpty()
                && standing.meeting().taking().contains(visit.at().toInstant());
    }

    private static Comparator<MeetingEntry> nearestTo(Instant moment) {
        return Comparator.comparing(meeting ->
                Duration.between(meeting.starts().toInstant(), moment).abs());
    }

    /// Whether a read means check-out: inside the meeting's window for it, and not when the same person has only just
    /// checked in here. An arrival at a kiosk that was not heard of yet keeps nobody from leaving.
    private static boolean leaves(Standing standing, OffsetDateTime now) {
        CheckOutWindow window = standing.meeting().checkOut();
        return window != null
                && window.contains(now.toInstant())
                && standing.arrived()
                        .map(at -> !at.plus(SAME_VISIT).isAfter(now))
                        .orElse(true);
    }

    private Decision leave(Transaction transaction, Appender appender, Visit visit, Standing standing) {
        MeetingEntry meeting = standing.meeting();
        OffsetDateTime at = visit.at();
        tables.arrivals().markLeft(transaction, meeting.id(), visit.attendee().member(), at);
        appender.append(new Fact.CheckedOut(meeting.id(), visit.attendee().member(), visit.origin()));
        return new Decision.Left(visit.attendee(), board(standing), at, minutesEarly(meeting, at));
    }

    private Decision admit(Transaction transaction, Appender appender, Visit visit, Standing standing) {
        MeetingEntry meeting = standing.meeting();
        OffsetDateTime at = visit.at();
        MemberId member = visit.attendee().member();
        boolean late = meeting.taking().isLate(at.toInstant(), Duration.ZERO);
        if (standing.choosing()) {
            tables.choices().forget(transaction, member);
        }
        boolean waited = !visit.when().equals(appender.now());
        Entry entry = appender.append(new Fact.CheckInAdmitted(
                meeting.id(),
                member,
                visit.origin(),
                late,
                visit.mark().orElse(null),
                waited ? Fact.ReadMoment.of(visit.when()) : null));
        Headcount heads = tables.arrivals()
                .mark(
                        transaction,
                        standing,
                        member,
                        late,
                        new ArrivalTable.Own(
                                at,
                                new Fact.RecordName(entry.epoch(), entry.seq()),
                                visit.origin().credential()));
        Decision.Arrival arrival = late
                ? new Decision.Arrival.Late(meeting.taking().minutesLate(at.toInstant()))
                : new Decision.Arrival.OnTime();
        return new Decision.Admitted(visit.attendee(), new MeetingBoard(meeting, heads), at, arrival);
    }

    /// The pass that was taken last, once more: whoever is in or has left by it hears so again, and nothing else
    /// comes of it.
    private Decision again(Transaction transaction, Appender appender, Visit visit, List<Standing> theirs) {
        for (Standing standing : theirs.reversed()) {
            MeetingEntry meeting = standing.meeting();
            Optional<OffsetDateTime> left = standing.left();
            if (left.isPresent() && meeting.checkOut() != null) {
                return new Decision.Left(
                        visit.attendee(), board(standing), left.get(), minutesEarly(meeting, left.get()));
            }
        }
        return theirs.stream().anyMatch(standing -> standing.arrived().isPresent())
                ? repeat(transaction, appender, visit, theirs)
                : refuseKnown(transaction, appender, visit, RefusalReason.USED_PASS);
    }

    private static long minutesEarly(MeetingEntry meeting, OffsetDateTime left) {
        CheckOutWindow window = Objects.requireNonNull(meeting.checkOut(), "only a meeting with check-out is left");
        return window.isEarly(left.toInstant(), Duration.ZERO) ? window.minutesEarly(left.toInstant()) : 0;
    }

    /// The earliest of the open meetings at which the member has arrived.
    private Decision repeat(Transaction transaction, Appender appender, Visit visit, List<Standing> theirs) {
        Attendee attendee = visit.attendee();
        Standing earliest = theirs.stream()
                .filter(standing -> standing.arrived().isPresent())
                .findFirst()
                .orElseThrow();
        MeetingEntry meeting = earliest.meeting();
        OffsetDateTime first = earliest.arrived().orElseThrow();
        if (tables.repeats().isDue(transaction, attendee.member().value(), "already", appender.now())) {
            appender.append(new Fact.CheckInRepeated(meeting.id(), attendee.member(), visit.origin(), first));
        }
        return new Decision.Already(attendee, board(earliest), first);
    }

    Decision.Refused refuse(
            Transaction transaction, Appender appender, Identification.Unknown unknown, Fact.Origin origin) {
        String credential = unknown.shown()
                .or(() -> unknown.member().map(Object::toString))
                .orElse(origin.device() + " " + unknown.kind());
        if (tables.repeats().isDue(transaction, credential, unknown.reason().name(), appender.now())) {
            appender.append(new Fact.CheckInRefused(
                    unknown.reason(),
                    origin,
                    unknown.shown().orElse(null),
                    unknown.member().orElse(null),
                    null));
        }
        return new Decision.Refused(unknown.reason());
    }

    /// The record of a known member who is refused names the member: the centre may find that the list was wrong. The
    /// screen says where the member is expected, as far as this kiosk has heard.
    Decision.Refused refuseKnown(Transaction transaction, Appender appender, Visit visit, RefusalReason reason) {
        Decision.Refused refused = refuse(
                transaction,
                appender,
                new Identification.Unknown(
                        visit.origin().credential(),
                        reason,
                        Optional.empty(),
                        Optional.of(visit.attendee().member()),
                        visit.origin().pass()),
                visit.origin());
        Instant moment = visit.at().toInstant();
        Instant until = moment.plus(ANNOUNCED);
        return Stream.of(
                        tables.meetings().nextOf(transaction, visit.member(), moment, until),
                        tables.elsewhere().of(transaction, visit.member(), moment, until))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(meeting -> meeting.window().opens()))
                .map(meeting -> new Decision.Refused(reason, elsewhere(meeting, moment)))
                .orElse(refused);
    }

    private static Decision.Hint elsewhere(MeetingEntry meeting, Instant now) {
        return new Decision.Hint.Elsewhere(
                meeting, !meeting.window().opens().toInstant().isAfter(now));
    }

    private void recordRecovery(Appender appender) {
        if (unrecorded > 0) {
            appender.append(new Fact.JournalRecovered(unrecorded, faultCause));
        }
    }

    private static MeetingBoard board(Standing standing) {
        return new MeetingBoard(standing.meeting(), standing.heads());
    }

    public MeetingBoard board(Transaction transaction, MeetingEntry meeting) {
        return new MeetingBoard(meeting, Headcounts.of(transaction, meeting.id()));
    }
}
