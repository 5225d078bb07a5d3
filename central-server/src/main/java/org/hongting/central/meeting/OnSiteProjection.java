package org.hongting.central.meeting;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.ClockAnchors;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.TouchOffice;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;

/// Takes in what somebody in charge did about meetings at a kiosk. Whatever the centre cannot confirm is kept and
/// raises
/// an alarm: people decide, and no kiosk is stopped.
public final class OnSiteProjection implements FactProjection {
    /// What a clock that is sure of itself may be off: the two minutes of a battery-backed one.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final Meetings meetings;
    private final Members members;
    private final Alarms alarms;

    public OnSiteProjection(Meetings meetings, Members members, Alarms alarms) {
        this.meetings = meetings;
        this.members = members;
        this.alarms = alarms;
    }

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        facts.forEach(fact -> project(transaction, fact));
    }

    private void project(Transaction transaction, StoredFact fact) {
        switch (fact.fact()) {
            case Fact.MeetingOpened opened -> open(transaction, fact, opened);
            case Fact.MeetingClosed closed -> close(transaction, fact, closed);
            case Fact.GuestsAdmitted guests -> count(transaction, fact, guests);
            case Fact.MeetingRecorded recorded -> keep(transaction, fact, recorded);
            case Fact.CheckIn _,
                    Fact.TerminalLife _,
                    Fact.Ruling _,
                    Fact.Personal _,
                    StudyFact _,
                    StudyRuling _,
                    QuizFact _,
                    QuizRuling _ -> {
                // Nobody runs a meeting with these.
            }
        }
    }

    private void open(Transaction transaction, StoredFact fact, Fact.MeetingOpened opened) {
        boolean isPlanned = meetings.find(transaction, opened.meeting()).isPresent()
                && !OnSite.isOpenedThere(transaction, opened.meeting());
        if (isPlanned) {
            raise(transaction, fact, opened.meeting(), "planned");
            return;
        }
        DatedMoment moment = dated(transaction, fact);
        Optional<String> doubt = doubt(transaction, opened);
        int added = transaction.update(
                "INSERT INTO opened_meeting (meeting, terminal, unit, opened_by, opened_at, certainty, doubt)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (meeting) DO NOTHING",
                opened.meeting().value(),
                fact.terminal().value(),
                opened.unit().value(),
                opened.by().value(),
                UtcText.of(moment.at()),
                moment.provenance().name(),
                doubt.orElse(null));
        if (added == 0) {
            return;
        }
        doubt.ifPresent(what -> raise(transaction, fact, opened.meeting(), what));
        host(transaction, opened)
                .ifPresent(host -> meetings.open(transaction, meeting(transaction, fact, opened, moment, host)));
    }

    /// Times that a clock only guessed, or told wrongly, are moved to where the centre dates the record: there it dates
    /// the arrivals, too.
    private Meeting meeting(
            Transaction transaction, StoredFact fact, Fact.MeetingOpened opened, DatedMoment moment, BranchId host) {
        ClockReading told = fact.envelope().clock();
        Duration off = Duration.between(told.wall().toInstant(), moment.at());
        boolean isOff = told.quality() == ClockQuality.GUESSED || off.abs().compareTo(CLOCK_TOLERANCE) > 0;
        Duration shift = isOff ? off : Duration.ZERO;
        Meeting.Times times = new Meeting.Times(
                opened.starts().toInstant().plus(shift),
                opened.ends().toInstant().plus(shift),
                opened.window().opens().toInstant().plus(shift),
                opened.window().lateFrom().toInstant().plus(shift),
                opened.window().closes().toInstant().plus(shift),
                Optional.empty());
        String place = placeOf(transaction, fact.terminal());
        Meeting.Audience audience = audience(transaction, opened, host);
        return new Meeting(
                opened.meeting(),
                new Meeting.Plan(opened.title(), MeetingKind.of(opened.kind()), host, place, times),
                audience,
                inTheRoom(transaction, fact.terminal(), place),
                false);
    }

    /// Whom the kiosk expected, as far as the centre knows them.
    private Meeting.Audience audience(Transaction transaction, Fact.MeetingOpened opened, BranchId host) {
        if (opened.members() == null) {
            return new Meeting.Audience(host.equals(opened.unit()) ? Set.of(host) : Set.of(), Set.of());
        }
        return new Meeting.Audience(
                Set.of(),
                opened.members().stream()
                        .filter(member -> members.find(transaction, member).isPresent())
                        .collect(Collectors.toSet()));
    }

    /// The unit; where it is not known the opener's, or the top of the tree.
    private Optional<BranchId> host(Transaction transaction, Fact.MeetingOpened opened) {
        BranchTree tree = BranchTree.load(transaction);
        if (tree.find(opened.unit()).isPresent()) {
            return Optional.of(opened.unit());
        }
        return members.find(transaction, opened.by())
                .map(Member::branch)
                .or(() ->
                        tree.places().stream().map(place -> place.branch().id()).findFirst());
    }

    private Optional<String> doubt(Transaction transaction, Fact.MeetingOpened opened) {
        BranchTree tree = BranchTree.load(transaction);
        if (tree.find(opened.unit()).isEmpty()) {
            return Optional.of("unit");
        }
        return doubt(transaction, opened.by(), Set.of(opened.unit()), tree);
    }

    /// Whether somebody may run what these units hold: the roster says that they are in charge, and they belong to one
    /// of the units, to one above, or to a group of the branch.
    private Optional<String> doubt(Transaction transaction, MemberId by, Set<BranchId> units, BranchTree tree) {
        Optional<Member> member = members.find(transaction, by).filter(Member::active);
        if (member.isEmpty()) {
            return Optional.of("opener");
        }
        Set<BranchId> theirs = new HashSet<>(tree.within(member.get().branch()));
        tree.find(member.get().branch())
                .filter(own -> own.kind() == BranchKind.GROUP)
                .map(Branch::parent)
                .ifPresent(theirs::add);
        return TouchOffice.isInChargeOf(transaction, by) && units.stream().anyMatch(theirs::contains)
                ? Optional.empty()
                : Optional.of("charge");
    }

    /// A closing that is in doubt is kept and raises an alarm; the other kiosks go on: one terminal in false hands must
    /// not shut every door.
    private void close(Transaction transaction, StoredFact fact, Fact.MeetingClosed closed) {
        Optional<String> doubt = doubt(transaction, fact, closed);
        Closings.add(transaction, fact, closed, dated(transaction, fact).at(), doubt);
        doubt.ifPresent(what -> raise(transaction, fact, closed.meeting(), what));
    }

    private void count(Transaction transaction, StoredFact fact, Fact.GuestsAdmitted guests) {
        doubt(transaction, fact, guests)
                .ifPresent(what -> raise(transaction, fact, guests.meeting(), "guests, " + what));
        transaction.update(
                "INSERT INTO counted_guest (meeting, terminal, kind, count, counted_by) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (meeting, terminal, kind) DO UPDATE"
                        + " SET count = excluded.count, counted_by = excluded.counted_by",
                guests.meeting().value(),
                fact.terminal().value(),
                guests.kind().name(),
                guests.count(),
                guests.by().value());
        ArrivalsSource.mark(transaction, guests.meeting());
    }

    private void keep(Transaction transaction, StoredFact fact, Fact.MeetingRecorded recorded) {
        Optional<String> doubt = doubt(transaction, fact, recorded);
        int added = MinutesRow.add(
                transaction, fact, recorded, dated(transaction, fact).at(), doubt);
        if (added > 0) {
            doubt.ifPresent(what -> raise(transaction, fact, recorded.meeting(), "record, " + what));
        }
        ArrivalsSource.mark(transaction, recorded.meeting());
    }

    /// Who runs a meeting must answer for the unit that holds it, and stand at a kiosk that serves it. Of a
    /// meeting that the centre does not know yet nothing is doubted: its opening is judged when it comes.
    private Optional<String> doubt(Transaction transaction, StoredFact fact, Fact.MeetingLife act) {
        return meetings.find(transaction, act.meeting()).flatMap(meeting -> {
            boolean isServed = meeting.isServedEverywhere()
                    || meeting.stations().contains(fact.terminal())
                    || FormerStations.contain(transaction, meeting.id(), fact.terminal());
            return isServed
                    ? doubt(transaction, act.by(), Set.of(meeting.plan().host()), BranchTree.load(transaction))
                    : Optional.of("terminal");
        });
    }

    private void raise(Transaction transaction, StoredFact fact, MeetingId meeting, String what) {
        alarms.raise(
                transaction,
                Alarms.Kind.OPENED_IN_DOUBT,
                fact.terminal(),
                "meeting " + meeting + ": " + what,
                fact.received());
    }

    private static DatedMoment dated(Transaction transaction, StoredFact fact) {
        ClockReading told = fact.envelope().clock();
        return DatedMoment.of(
                told,
                ClockAnchors.find(transaction, fact.terminal(), told.boot()).orElse(null));
    }

    private static String placeOf(Transaction transaction, TerminalId terminal) {
        return transaction
                .queryFirst("SELECT place FROM terminal WHERE id = ?", row -> row.text("place"), terminal.value())
                .orElse("");
    }

    /// The kiosk, and those that stand in the same place.
    private static Set<TerminalId> inTheRoom(Transaction transaction, TerminalId terminal, String place) {
        Set<TerminalId> stations = new HashSet<>(transaction.query(
                "SELECT id FROM terminal WHERE place = ? AND place <> '' AND revoked_at IS NULL",
                row -> new TerminalId(row.text("id")),
                place));
        stations.add(terminal);
        return stations;
    }
}
