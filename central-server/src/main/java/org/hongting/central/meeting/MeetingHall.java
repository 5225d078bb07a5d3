package org.hongting.central.meeting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hongting.central.organisation.BranchTree;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Looks at meetings as they stand now. Each look is one consistent state.
public final class MeetingHall {
    private static final int TODAY_MOST = 200;

    /// Meetings this close together may be one that was opened twice.
    private static final Duration NEAR = Duration.ofHours(3);

    /// Whoever has not answered by then is away, whatever is known.
    private static final Duration ASKED_FOR = Duration.ofHours(2);

    private final Database database;
    private final Meetings meetings;
    private final AttendanceBook book;
    private final Clock clock;

    public MeetingHall(Database database, Meetings meetings, AttendanceBook book, Clock clock) {
        this.database = database;
        this.meetings = meetings;
        this.book = book;
        this.clock = clock;
    }

    /// Where a meeting is in its day.
    public enum Phase {
        BEFORE,
        OPEN,
        /// Somebody in charge closed it at a kiosk before its time was over.
        CLOSED,
        AFTER,
        CANCELLED
    }

    /// A meeting in a list.
    public record Brief(Meeting meeting, String host, Phase phase, Attendance.Counts counts) {}

    /// A meeting on its own page.
    public record Whole(Meeting meeting, BranchTree tree, Phase phase, Attendance attendance, Reporting reporting) {}

    public List<Brief> today() {
        ZoneId zone = clock.getZone();
        LocalDate today = LocalDate.now(clock);
        return database.reading(transaction -> briefs(
                transaction,
                meetings.between(
                        transaction,
                        today.atStartOfDay(zone).toInstant(),
                        today.plusDays(1).atStartOfDay(zone).toInstant(),
                        TODAY_MOST)));
    }

    public List<Brief> page(String text, int offset, int limit) {
        return database.reading(transaction -> briefs(transaction, meetings.page(transaction, text, offset, limit)));
    }

    public Optional<Whole> find(MeetingId id) {
        return database.reading(transaction -> find(transaction, id));
    }

    public Optional<Whole> find(Transaction transaction, MeetingId id) {
        return find(transaction, id, BranchTree.load(transaction));
    }

    /// For whoever looks at many.
    public Optional<Whole> find(Transaction transaction, MeetingId id, BranchTree tree) {
        return meetings.find(transaction, id)
                .map(meeting -> new Whole(
                        meeting,
                        tree,
                        phase(transaction, meeting),
                        book.of(transaction, meeting, tree, clock.getZone()),
                        reporting(transaction, meeting)));
    }

    /// Which terminals of a meeting may still know something, without looking at who came.
    public Optional<Reporting> reporting(Transaction transaction, MeetingId id) {
        return meetings.find(transaction, id).map(meeting -> reporting(transaction, meeting));
    }

    /// Terminals that are there by what is known and have not been heard since a meeting of theirs was over, or hold
    /// something yet: to be asked. Of meetings that were over in the last two hours.
    public Set<TerminalId> wordMissing() {
        Instant now = clock.instant();
        return database.reading(transaction ->
                meetings.between(transaction, now.minus(ASKED_FOR.multipliedBy(2)), now, TODAY_MOST).stream()
                        .filter(meeting -> !meeting.cancelled())
                        .filter(meeting -> {
                            Instant over = meeting.plan().times().over();
                            return over.isBefore(now) && over.isAfter(now.minus(ASKED_FOR));
                        })
                        .flatMap(meeting -> reporting(transaction, meeting).waiting().stream())
                        .filter(Reporting.Station::online)
                        .map(Reporting.Station::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Reporting reporting(Transaction transaction, Meeting meeting) {
        return Reporting.of(
                transaction, meeting, joins(transaction, "meeting", "into_meeting", meeting), clock.instant());
    }

    /// What a meeting was joined with, and what it could be.
    ///
    /// @param into the meeting this one counts for
    /// @param from meetings that count for this one
    /// @param neighbours meetings near it in time; empty where it is joined
    /// @param twins those of them of the same unit, one of the two opened at a kiosk: probably one meeting
    public record Circle(Optional<Meeting> into, List<Meeting> from, List<Meeting> neighbours, List<Meeting> twins) {}

    public Circle around(Meeting meeting) {
        Instant starts = meeting.plan().times().starts();
        return database.reading(transaction -> {
            Optional<Meeting> into = joins(transaction, "into_meeting", "meeting", meeting).stream()
                    .findFirst();
            List<Meeting> from = joins(transaction, "meeting", "into_meeting", meeting);
            List<Meeting> near = into.isPresent() || !from.isEmpty()
                    ? List.of()
                    : meetings.between(transaction, starts.minus(NEAR), starts.plus(NEAR), TODAY_MOST).stream()
                            .filter(other -> !other.cancelled() && !other.id().equals(meeting.id()))
                            .toList();
            return new Circle(into, from, near, meeting.cancelled() ? List.of() : twins(transaction, meeting, near));
        });
    }

    private static List<Meeting> twins(Transaction transaction, Meeting meeting, List<Meeting> near) {
        boolean opened = OnSite.isOpenedThere(transaction, meeting.id());
        return near.stream()
                .filter(other -> other.plan().host().equals(meeting.plan().host()))
                .filter(other -> opened || OnSite.isOpenedThere(transaction, other.id()))
                .toList();
    }

    private List<Meeting> joins(Transaction transaction, String wanted, String given, Meeting meeting) {
        return transaction
                .query(
                        "SELECT " + wanted + " AS other FROM joined_meeting WHERE " + given + " = ?",
                        row -> new MeetingId(row.text("other")),
                        meeting.id().value())
                .stream()
                .flatMap(id -> meetings.find(transaction, id).stream())
                .toList();
    }

    /// Takes a meeting off the terminals, or puts it back. What was joined into another stays off: its evidence
    /// counts there.
    ///
    /// @return whether it was done
    public boolean setCancelled(Transaction transaction, MeetingId meeting, boolean cancelled) {
        boolean isJoined = transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM joined_meeting WHERE meeting = ?",
                        row -> row.integer("hit"),
                        meeting.value())
                .isPresent();
        if (!isJoined) {
            meetings.setCancelled(transaction, meeting, cancelled);
        }
        return !isJoined;
    }

    /// Takes a meeting that was joined into another off the terminals, and tells those of the other who has come.
    public void joined(Transaction transaction, MeetingId meeting, MeetingId into) {
        meetings.setCancelled(transaction, meeting, true);
        ArrivalsSource.mark(transaction, into);
    }

    private List<Brief> briefs(Transaction transaction, List<Meeting> some) {
        BranchTree tree = BranchTree.load(transaction);
        return some.stream()
                .map(meeting -> new Brief(
                        meeting,
                        tree.name(meeting.plan().host()),
                        phase(transaction, meeting),
                        book.of(transaction, meeting, tree, clock.getZone()).counts()))
                .toList();
    }

    private Phase phase(Transaction transaction, Meeting meeting) {
        if (meeting.cancelled()) {
            return Phase.CANCELLED;
        }
        Meeting.Times times = meeting.plan().times();
        if (clock.instant().isBefore(times.opens())) {
            return Phase.BEFORE;
        }
        if (clock.instant().isAfter(times.over())) {
            return Phase.AFTER;
        }
        return Closings.isClosed(transaction, meeting.id()) ? Phase.CLOSED : Phase.OPEN;
    }
}
