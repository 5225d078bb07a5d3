package org.hongting.kiosk.checkin;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hongting.device.CredentialRead;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;

/// Decides every read, at once and from local data: who it is, which meeting, admitted, already in, or refused with a
/// reason.
///
/// The decision, the mark that keeps it from happening twice and the journal record are one SQLite transaction; what
/// [#decide] returns is durable, except [Decision.NotRecorded], which confirms nothing. The desk never
/// waits for the network and knows no thread: call it from one at a time.
///
/// The rule for meetings: among those open now, the earliest that expects the member and where they have not arrived;
/// if they have arrived at all of them, the earliest answers "already". Inside a meeting's check-out window a read of
/// somebody who is in means check-out, in the same order. Whoever is expected at none is refused.
public final class CheckInDesk {
    /// How far ahead the idle screen announces a meeting.
    private static final Duration ANNOUNCED = Duration.ofHours(12);

    /// Two reads of one person this close together are one visit: a second tap is no check-out.
    private static final Duration SAME_VISIT = Duration.ofMinutes(2);

    private final Database database;
    private final Journal journal;
    private final DeskTables tables;
    private final TerminalClock clock;
    private long unrecorded;
    private String faultCause = "";

    public CheckInDesk(Database database, Journal journal, DeskTables tables, TerminalClock clock) {
        this.database = database;
        this.journal = journal;
        this.tables = tables;
        this.clock = clock;
    }

    /// Decides one read.
    public Decision decide(CredentialRead read) {
        try {
            Decision decision = journal.write((transaction, appender) -> {
                recordRecovery(appender);
                return decide(transaction, appender, read);
            });
            unrecorded = 0;
            return decision;
        } catch (JournalFault e) {
            unrecorded++;
            faultCause = e.kind().name();
            return new Decision.NotRecorded();
        }
    }

    /// Looks a credential of nobody up and decides nothing, so that the first person does not wait while keys, classes
    /// and statements are made ready.
    public void rehearse() {
        ClockReading now = clock.read();
        try {
            database.reading(transaction -> tables.identifier().rehearse(transaction, now));
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
                .min(Comparator.comparing(meeting ->
                        Duration.between(meeting.starts().toInstant(), now).abs()))
                .map(meeting -> board(transaction, meeting)));
    }

    /// The next meeting that will open at this kiosk within half a day.
    public Optional<MeetingBoard> nextMeeting() {
        Instant now = clock.read().wall().toInstant();
        return database.reading(transaction -> tables.meetings()
                .next(transaction, now, now.plus(ANNOUNCED))
                .map(meeting -> board(transaction, meeting)));
    }

    private Decision decide(Transaction transaction, Appender appender, CredentialRead read) {
        Identification identification = tables.identifier().identify(transaction, read.shown(), appender.now());
        Fact.Origin origin =
                new Fact.Origin(identification.kind(), read.device().value(), read.simulated(), identification.pass());
        return switch (identification) {
            case Identification.Unknown unknown -> refuse(transaction, appender, unknown, origin);
            case Identification.Known known -> {
                Decision decision = decideFor(transaction, appender, known, origin);
                if (known.pass() != null && !(decision instanceof Decision.Refused)) {
                    tables.passes().take(transaction, known.member().attendee().member(), known.pass(), appender.now());
                }
                yield decision;
            }
        };
    }

    private Decision decideFor(
            Transaction transaction, Appender appender, Identification.Known known, Fact.Origin origin) {
        ClockReading now = appender.now();
        List<MeetingEntry> open = tables.meetings().open(transaction, now.wall().toInstant());
        if (open.isEmpty()) {
            return refuse(transaction, appender, refusal(known, RefusalReason.NO_MEETING), origin);
        }
        List<MeetingEntry> theirs = open.stream()
                .filter(meeting -> tables.meetings().expects(transaction, meeting.id(), known.member()))
                .toList();
        if (theirs.isEmpty()) {
            return refuse(transaction, appender, refusal(known, RefusalReason.NOT_EXPECTED), origin);
        }
        Attendee attendee = known.member().attendee();
        if (known.again()) {
            return again(transaction, appender, known, theirs, origin);
        }
        for (MeetingEntry meeting : theirs) {
            Optional<OffsetDateTime> arrived = tables.arrivals().find(transaction, meeting.id(), attendee.member());
            if (arrived.isEmpty() && meeting.window().contains(now.wall().toInstant())) {
                return admit(transaction, appender, attendee, meeting, origin);
            }
            if (leaves(meeting, arrived, now.wall())
                    && !tables.arrivals().hasLeft(transaction, meeting.id(), attendee.member())) {
                return leave(transaction, appender, attendee, meeting, origin);
            }
        }
        // Whoever has left and comes back to the reader leaves anew: the last check-out counts.
        MeetingEntry latest = theirs.getLast();
        if (leaves(latest, tables.arrivals().find(transaction, latest.id(), attendee.member()), now.wall())) {
            return leave(transaction, appender, attendee, latest, origin);
        }
        return repeat(transaction, appender, attendee, theirs, origin);
    }

    /// Whether a read means check-out: inside the meeting's window for it, and not when the same person has only just
    /// checked in here. An arrival at a kiosk that was not heard of yet keeps nobody from leaving.
    private static boolean leaves(MeetingEntry meeting, Optional<OffsetDateTime> arrived, OffsetDateTime now) {
        CheckOutWindow window = meeting.checkOut();
        return window != null
                && window.contains(now.toInstant())
                && arrived.map(at -> !at.plus(SAME_VISIT).isAfter(now)).orElse(true);
    }

    private Decision leave(
            Transaction transaction, Appender appender, Attendee attendee, MeetingEntry meeting, Fact.Origin origin) {
        OffsetDateTime at = appender.now().wall();
        tables.arrivals().markLeft(transaction, meeting.id(), attendee.member(), at);
        appender.append(new Fact.CheckedOut(meeting.id(), attendee.member(), origin));
        return new Decision.Left(attendee, board(transaction, meeting), at, minutesEarly(meeting, at));
    }

    private Decision admit(
            Transaction transaction, Appender appender, Attendee attendee, MeetingEntry meeting, Fact.Origin origin) {
        OffsetDateTime at = appender.now().wall();
        boolean late = meeting.window().isLate(at.toInstant(), Duration.ZERO);
        tables.arrivals().mark(transaction, meeting.id(), attendee.member(), at, late);
        appender.append(new Fact.CheckInAdmitted(meeting.id(), attendee.member(), origin, late));
        Decision.Arrival arrival = late
                ? new Decision.Arrival.Late(meeting.window().minutesLate(at.toInstant()))
                : new Decision.Arrival.OnTime();
        return new Decision.Admitted(attendee, board(transaction, meeting), at, arrival);
    }

    /// The pass that was taken last, once more: whoever is in or has left by it hears so again, and nothing else
    /// comes of it.
    private Decision again(
            Transaction transaction,
            Appender appender,
            Identification.Known known,
            List<MeetingEntry> theirs,
            Fact.Origin origin) {
        Attendee attendee = known.member().attendee();
        for (MeetingEntry meeting : theirs.reversed()) {
            Optional<OffsetDateTime> left = tables.arrivals().left(transaction, meeting.id(), attendee.member());
            if (left.isPresent() && meeting.checkOut() != null) {
                return new Decision.Left(
                        attendee, board(transaction, meeting), left.get(), minutesEarly(meeting, left.get()));
            }
        }
        boolean in = theirs.stream()
                .anyMatch(meeting -> tables.arrivals()
                        .find(transaction, meeting.id(), attendee.member())
                        .isPresent());
        return in
                ? repeat(transaction, appender, attendee, theirs, origin)
                : refuse(transaction, appender, refusal(known, RefusalReason.USED_PASS), origin);
    }

    private static long minutesEarly(MeetingEntry meeting, OffsetDateTime left) {
        CheckOutWindow window = Objects.requireNonNull(meeting.checkOut(), "only a meeting with check-out is left");
        return window.isEarly(left.toInstant(), Duration.ZERO) ? window.minutesEarly(left.toInstant()) : 0;
    }

    /// The earliest of the open meetings at which the member has arrived.
    private Decision repeat(
            Transaction transaction,
            Appender appender,
            Attendee attendee,
            List<MeetingEntry> theirs,
            Fact.Origin origin) {
        MeetingEntry meeting = theirs.stream()
                .filter(one -> tables.arrivals()
                        .find(transaction, one.id(), attendee.member())
                        .isPresent())
                .findFirst()
                .orElseThrow();
        OffsetDateTime first = tables.arrivals()
                .find(transaction, meeting.id(), attendee.member())
                .orElseThrow();
        if (tables.repeats().isDue(transaction, attendee.member().value(), "already", appender.now())) {
            appender.append(new Fact.CheckInRepeated(meeting.id(), attendee.member(), origin, first));
        }
        return new Decision.Already(attendee, board(transaction, meeting), first);
    }

    private Decision refuse(
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

    private void recordRecovery(Appender appender) {
        if (unrecorded > 0) {
            appender.append(new Fact.JournalRecovered(unrecorded, faultCause));
        }
    }

    private MeetingBoard board(Transaction transaction, MeetingEntry meeting) {
        int expected = tables.meetings().expected(transaction, meeting.id());
        return new MeetingBoard(meeting, tables.arrivals().headcount(transaction, meeting.id(), expected));
    }

    /// The record of a known member who is refused names the member: the centre may find that the list was wrong.
    private static Identification.Unknown refusal(Identification.Known known, RefusalReason reason) {
        return new Identification.Unknown(
                known.kind(),
                reason,
                Optional.empty(),
                Optional.of(known.member().attendee().member()),
                known.pass());
    }
}
