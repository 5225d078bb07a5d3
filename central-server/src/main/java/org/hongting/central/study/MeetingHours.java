package org.hongting.central.study;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.ingest.ErasedMembers;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.Backlog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.conclusion.Presence;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.time.DatedMoment;

/// Takes presence at meetings that count as learning into learning time, once they are over and whenever
/// something about them changes. From the arrival, and not before the start; up to the last departure where one
/// was seen, and not beyond the end.
///
/// A meeting's mark is taken, what has to be written is found in reading, and is written some members at a time: a
/// large meeting takes many turns, and others write in between. Once a minute at most for each meeting.
public final class MeetingHours implements BeforePublishing {
    private static final String RULED = "RULED";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database;
    private final Meetings meetings;
    private final AttendanceBook book;
    private final StudyRollup rollup;
    private final Clock clock;

    /// What is still to be written of the meeting that was taken last.
    private Iterator<Consumer<Transaction>> left = Collections.emptyIterator();

    /// @param clock in the site's zone
    public MeetingHours(Database database, Meetings meetings, AttendanceBook book, StudyRollup rollup, Clock clock) {
        this.database = database;
        this.meetings = meetings;
        this.book = book;
        this.rollup = rollup;
        this.clock = clock;
    }

    private record Stay(long from, long until, String certainty, boolean leftSeen) {}

    @Override
    public void turn() {
        Backlog.Time time = Backlog.ofTurn();
        while (time.isLeft() && (left.hasNext() || begin())) {
            try {
                writeSome();
            } catch (RuntimeException e) {
                // Nobody knows what stands: what was taken is due again.
                left = Collections.emptyIterator();
                throw e;
            }
        }
    }

    private void writeSome() {
        database.inTransaction(transaction -> {
            Backlog.Time time = Backlog.ofTransaction();
            do {
                left.next().accept(transaction);
            } while (left.hasNext() && time.isLeft());
            return null;
        });
    }

    /// Takes the next meeting and finds what has to be written of it.
    ///
    /// @return whether there was one
    private boolean begin() {
        if (database.reading(MeetingHours::hasTaken)) {
            database.inTransaction(MeetingHours::restore);
        }
        Optional<MeetingId> next = database.reading(this::due);
        next.ifPresent(meeting -> {
            database.inTransaction(transaction -> take(transaction, meeting));
            left = database.reading(transaction -> pieces(transaction, meeting)).iterator();
        });
        return next.isPresent();
    }

    private Optional<MeetingId> due(Transaction transaction) {
        Instant now = clock.instant();
        return transaction.queryFirst(
                "SELECT due.meeting FROM study_meeting_due AS due LEFT JOIN meeting ON meeting.id = due.meeting"
                        + " LEFT JOIN study_meeting_settled AS settled ON settled.meeting = due.meeting"
                        + " WHERE (meeting.id IS NULL OR meeting.cancelled_at IS NOT NULL OR meeting.ends_at < ?)"
                        + " AND (settled.meeting IS NULL OR settled.settled_at < ?) LIMIT 1",
                row -> new MeetingId(row.text("meeting")),
                UtcText.of(now),
                UtcText.of(now.minus(MINUTE)));
    }

    private static boolean hasTaken(Transaction transaction) {
        return transaction
                .queryFirst("SELECT 1 AS hit FROM study_meeting_taken LIMIT 1", row -> row.integer("hit"))
                .isPresent();
    }

    /// After a power cut, or where something was not written.
    private static int restore(Transaction transaction) {
        transaction.update("INSERT INTO study_meeting_due (meeting) SELECT meeting FROM study_meeting_taken"
                + " WHERE meeting NOT IN (SELECT meeting FROM study_meeting_due)");
        return transaction.update("DELETE FROM study_meeting_taken");
    }

    /// A mark that comes from now on stays.
    private static int take(Transaction transaction, MeetingId meeting) {
        transaction.update("INSERT INTO study_meeting_taken (meeting) VALUES (?)", meeting.value());
        return transaction.update("DELETE FROM study_meeting_due WHERE meeting = ?", meeting.value());
    }

    /// One for each member of whom something changed, and that it is done.
    private List<Consumer<Transaction>> pieces(Transaction transaction, MeetingId id) {
        Map<MemberId, Stay> was = stays(transaction, id);
        Map<MemberId, Stay> is = meetings.find(transaction, id)
                .filter(meeting -> counts(transaction, meeting))
                .map(meeting -> stays(transaction, meeting, BranchTree.load(transaction)))
                .orElse(Map.of());
        Set<MemberId> everybody = new HashSet<>(was.keySet());
        everybody.addAll(is.keySet());
        List<Consumer<Transaction>> pieces = new ArrayList<>();
        for (MemberId member : everybody) {
            Optional<Stay> before = Optional.ofNullable(was.get(member));
            Optional<Stay> now = Optional.ofNullable(is.get(member));
            if (!before.equals(now)) {
                pieces.add(writing -> replace(writing, id, member, before, now));
            }
        }
        pieces.add(writing -> finish(writing, id));
        return pieces;
    }

    private void replace(
            Transaction transaction, MeetingId id, MemberId member, Optional<Stay> before, Optional<Stay> now) {
        // They may have been erased since it was found what has to be written.
        if (isErased(transaction, member)) {
            return;
        }
        transaction.update("DELETE FROM study_meeting WHERE member = ? AND meeting = ?", member.value(), id.value());
        now.ifPresent(stay -> insert(transaction, id, member, stay));
        rollup.renew(
                transaction,
                member,
                Stream.concat(before.stream(), now.stream())
                        .map(stay -> new Moments.Span(stay.from(), stay.until()))
                        .toList());
        ProgressSource.mark(transaction, member);
    }

    private static boolean isErased(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst("SELECT 1 AS hit FROM erasure WHERE member = ?", row -> row.integer("hit"), member.value())
                .isPresent();
    }

    private void finish(Transaction transaction, MeetingId id) {
        transaction.update("DELETE FROM study_meeting_taken WHERE meeting = ?", id.value());
        transaction.update(
                "INSERT INTO study_meeting_settled (meeting, settled_at) VALUES (?, ?)"
                        + " ON CONFLICT (meeting) DO UPDATE SET settled_at = excluded.settled_at",
                id.value(),
                UtcText.of(clock.instant()));
    }

    private static void insert(Transaction transaction, MeetingId meeting, MemberId member, Stay stay) {
        transaction.update(
                "INSERT INTO study_meeting (member, meeting, from_at, until_at, certainty, left_seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                member.value(),
                meeting.value(),
                stay.from(),
                stay.until(),
                stay.certainty(),
                stay.leftSeen() ? 1 : 0);
    }

    private boolean counts(Transaction transaction, Meeting meeting) {
        int year = LocalDate.ofInstant(meeting.plan().times().starts(), clock.getZone())
                .getYear();
        boolean isOver = meeting.plan().times().ends().isBefore(clock.instant());
        boolean isJoined = transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM joined_meeting WHERE meeting = ?",
                        row -> row.integer("hit"),
                        meeting.id().value())
                .isPresent();
        return isOver
                && !meeting.cancelled()
                && !isJoined
                && RulePacks.of(transaction, year).counts(meeting.plan().kind());
    }

    private static Map<MemberId, Stay> stays(Transaction transaction, MeetingId meeting) {
        Map<MemberId, Stay> stays = new HashMap<>();
        transaction
                .query(
                        "SELECT member, from_at, until_at, certainty, left_seen FROM study_meeting WHERE meeting = ?",
                        row -> Map.entry(
                                new MemberId(row.text("member")),
                                new Stay(
                                        row.integer("from_at"),
                                        row.integer("until_at"),
                                        row.text("certainty"),
                                        row.integer("left_seen") == 1)),
                        meeting.value())
                .forEach(one -> stays.put(one.getKey(), one.getValue()));
        return stays;
    }

    private Map<MemberId, Stay> stays(Transaction transaction, Meeting meeting, BranchTree tree) {
        Map<MemberId, Stay> stays = new HashMap<>();
        ErasedMembers erased = ErasedMembers.in(transaction);
        for (Attendance.Line line :
                book.of(transaction, meeting, tree, clock.getZone()).lines()) {
            if (line.isPresent() && !erased.includes(line.member())) {
                stay(meeting.plan().times(), line).ifPresent(stay -> stays.put(line.member(), stay));
            }
        }
        return stays;
    }

    /// Who was ruled to have been there was there from start to end, unless more is known.
    private static Optional<Stay> stay(Meeting.Times times, Attendance.Line line) {
        boolean isRuled = line.ruling()
                .filter(ruling -> ruling.verdict() == Verdict.PRESENT)
                .isPresent();
        Instant from = times.starts();
        Instant until = times.ends();
        String certainty = RULED;
        boolean leftSeen = false;
        if (line.presence().isPresent() && !isRuled) {
            Presence presence = line.presence().get();
            DatedMoment arrival = presence.arrival().moment();
            certainty = arrival.provenance().name();
            // In doubt for the member, as where it is judged who was late.
            Instant earliest = arrival.at().minus(arrival.uncertainty());
            if (arrival.provenance() != DatedMoment.Provenance.UNPROVEN && earliest.isAfter(from)) {
                from = earliest;
            }
            Optional<Instant> left = presence.departure()
                    .map(departure -> departure.last().moment().at());
            if (left.isPresent() && left.get().isBefore(until)) {
                until = left.get();
            }
            leftSeen = left.isPresent();
        }
        return from.isBefore(until)
                ? Optional.of(new Stay(from.toEpochMilli(), until.toEpochMilli(), certainty, leftSeen))
                : Optional.empty();
    }
}
