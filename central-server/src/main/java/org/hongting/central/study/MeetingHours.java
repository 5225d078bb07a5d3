package org.hongting.central.study;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
public final class MeetingHours implements BeforePublishing {
    private static final String RULED = "RULED";

    private final Database database;
    private final Meetings meetings;
    private final AttendanceBook book;
    private final StudyRollup rollup;
    private final Clock clock;

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
        if (!database.reading(this::due).isEmpty()) {
            Backlog.work(database, transaction -> {
                List<MeetingId> due = due(transaction);
                due.forEach(meeting -> settle(transaction, meeting, BranchTree.load(transaction)));
                return !due.isEmpty();
            });
        }
    }

    private List<MeetingId> due(Transaction transaction) {
        return transaction.query(
                "SELECT due.meeting FROM study_meeting_due AS due LEFT JOIN meeting ON meeting.id = due.meeting"
                        + " WHERE meeting.id IS NULL OR meeting.cancelled_at IS NOT NULL OR meeting.ends_at < ?"
                        + " LIMIT 1",
                row -> new MeetingId(row.text("meeting")),
                UtcText.of(clock.instant()));
    }

    private void settle(Transaction transaction, MeetingId id, BranchTree tree) {
        transaction.update("DELETE FROM study_meeting_due WHERE meeting = ?", id.value());
        Map<MemberId, Stay> was = stays(transaction, id);
        Map<MemberId, Stay> is = meetings.find(transaction, id)
                .filter(meeting -> counts(transaction, meeting))
                .map(meeting -> stays(transaction, meeting, tree))
                .orElse(Map.of());
        Set<MemberId> everybody = new HashSet<>(was.keySet());
        everybody.addAll(is.keySet());
        for (MemberId member : everybody) {
            Stay before = was.get(member);
            Stay now = is.get(member);
            if (java.util.Objects.equals(before, now)) {
                continue;
            }
            transaction.update(
                    "DELETE FROM study_meeting WHERE member = ? AND meeting = ?", member.value(), id.value());
            if (now != null) {
                insert(transaction, id, member, now);
            }
            Optional.ofNullable(before).ifPresent(stay -> rollup.renew(transaction, member, stay.from(), stay.until()));
            Optional.ofNullable(now).ifPresent(stay -> rollup.renew(transaction, member, stay.from(), stay.until()));
            ProgressSource.mark(transaction, member);
        }
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
        for (Attendance.Line line :
                book.of(transaction, meeting, tree, clock.getZone()).lines()) {
            if (line.isPresent()) {
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
