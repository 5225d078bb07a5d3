package org.hongting.central.personal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hongting.central.conclusion.Ledger;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Reporting;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// What meetings came to for each member, kept so that a whole school can be told of itself without concluding every
/// meeting anew. A meeting stands here by the same rule as in the ledger: once it is over, and somebody was there or it
/// is sealed. What changes of it marks it (V25), and it is concluded anew, as its page would be.
public final class PersonalMeetings {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MeetingHall hall;
    private final Clock clock;

    /// @param clock in the site's zone
    public PersonalMeetings(MeetingHall hall, Clock clock) {
        this.hall = hall;
        this.clock = clock;
    }

    /// A meeting as it came out for one member.
    ///
    /// @param expected false for guests
    public record Line(
            MeetingId meeting,
            String title,
            MeetingKind kind,
            Instant starts,
            boolean expected,
            Attendance.State state) {
        /// Whether it counts among those that they were asked to and were at: guests are counted apart.
        public boolean isAttended() {
            return expected && (state == Attendance.State.ON_TIME || state == Attendance.State.LATE);
        }

        private Line with(boolean complete) {
            return complete && state == Attendance.State.MISSING
                    ? new Line(meeting, title, kind, starts, expected, Attendance.State.ABSENT)
                    : this;
        }
    }

    /// One member's latest meetings of the running year, and what all of them come to.
    ///
    /// @param meetings the latest first
    /// @param attended of those that asked for them
    /// @param expected how many asked for them
    record Latest(MemberId member, List<Line> meetings, int attended, int expected) {
        Latest {
            meetings = List.copyOf(meetings);
        }
    }

    private record Row(boolean expected, String state) {}

    /// Those that changed and are over, each at most once a minute.
    List<MeetingId> due(Transaction transaction, int limit) {
        Instant now = clock.instant();
        return transaction.query(
                "SELECT due.meeting FROM personal_meeting_due AS due LEFT JOIN meeting ON meeting.id = due.meeting"
                        + " LEFT JOIN personal_settled AS settled ON settled.meeting = due.meeting"
                        + " WHERE (meeting.id IS NULL OR meeting.cancelled_at IS NOT NULL OR meeting.ends_at < ?"
                        + " OR settled.meeting IS NOT NULL)"
                        + " AND (settled.meeting IS NULL OR settled.settled_at < ?) LIMIT ?",
                row -> new MeetingId(row.text("meeting")),
                UtcText.of(now),
                UtcText.of(now.minus(MINUTE)),
                limit);
    }

    /// Those of them that one member has to do with, however lately they were looked at.
    List<MeetingId> dueOf(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT due.meeting FROM personal_meeting_due AS due JOIN meeting ON meeting.id = due.meeting"
                        + " WHERE meeting.ends_at < ?1 AND (meeting.expected_at IS NULL"
                        + " OR EXISTS (SELECT 1 FROM meeting_expected AS one WHERE one.meeting = due.meeting AND one.member = ?2)"
                        + " OR EXISTS (SELECT 1 FROM joined_meeting AS one WHERE one.into_meeting = due.meeting)"
                        + " OR EXISTS (SELECT 1 FROM personal_meeting AS one"
                        + " WHERE one.meeting = due.meeting AND one.member = ?2)"
                        + " OR EXISTS (SELECT 1 FROM arrival AS one WHERE one.meeting = due.meeting AND one.member = ?2)"
                        + " OR EXISTS (SELECT 1 FROM ruling AS one WHERE one.meeting = due.meeting AND one.member = ?2))",
                row -> new MeetingId(row.text("meeting")),
                UtcText.of(clock.instant()),
                member.value());
    }

    /// Concludes a meeting anew, and marks whomever it came out otherwise for.
    void settle(Transaction transaction, MeetingId id) {
        Optional<MeetingHall.Whole> found = hall.find(transaction, id);
        boolean isOver = found.map(
                        whole -> whole.meeting().plan().times().ends().isBefore(clock.instant()))
                .orElse(true);
        // One that is called off may be put back: that marks it again.
        if (isOver || found.filter(whole -> whole.meeting().cancelled()).isPresent()) {
            transaction.update("DELETE FROM personal_meeting_due WHERE meeting = ?", id.value());
        }
        Optional<MeetingHall.Whole> held = found.filter(whole -> isOver && Ledger.isHeld(transaction, id));
        Map<MemberId, Row> was = rows(transaction, id);
        Map<MemberId, Row> is = held.map(PersonalMeetings::rows).orElse(Map.of());
        boolean wasComplete = isComplete(transaction, id);
        boolean isComplete = held.map(whole -> whole.reporting().isComplete()).orElse(false);
        boolean sameStart = held.map(whole ->
                        stands(transaction, id, whole.meeting().plan().times().starts()))
                .orElse(true);
        Set<MemberId> everybody = new HashSet<>(was.keySet());
        everybody.addAll(is.keySet());
        Set<String> digits = new HashSet<>();
        for (MemberId member : everybody) {
            Row before = was.get(member);
            Row now = is.get(member);
            if (!Objects.equals(before, now) || !sameStart) {
                replace(transaction, found, member, id, now);
            } else if (wasComplete == isComplete) {
                continue;
            }
            digits.add(member.value().substring(0, 1));
        }
        digits.forEach(digit -> PersonalSource.markDigit(transaction, digit));
        keep(transaction, id, held.isPresent(), isComplete);
    }

    private static boolean stands(Transaction transaction, MeetingId id, Instant starts) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM personal_meeting WHERE meeting = ? AND starts_at <> ?",
                        row -> row.integer("hit"),
                        id.value(),
                        UtcText.of(starts))
                .isEmpty();
    }

    private static void replace(
            Transaction transaction,
            Optional<MeetingHall.Whole> whole,
            MemberId member,
            MeetingId id,
            @Nullable Row now) {
        transaction.update("DELETE FROM personal_meeting WHERE meeting = ? AND member = ?", id.value(), member.value());
        if (now != null) {
            transaction.update(
                    "INSERT INTO personal_meeting (member, starts_at, meeting, expected, state) VALUES (?, ?, ?, ?, ?)",
                    member.value(),
                    UtcText.of(whole.orElseThrow().meeting().plan().times().starts()),
                    id.value(),
                    now.expected() ? 1 : 0,
                    now.state());
        }
    }

    private void keep(Transaction transaction, MeetingId id, boolean held, boolean complete) {
        if (held) {
            String now = UtcText.of(clock.instant());
            transaction.update(
                    "INSERT INTO personal_settled (meeting, settled_at, complete, looked_at) VALUES (?1, ?2, ?3, ?2)"
                            + " ON CONFLICT (meeting) DO UPDATE SET settled_at = excluded.settled_at,"
                            + " complete = excluded.complete, looked_at = excluded.looked_at",
                    id.value(),
                    now,
                    complete ? 1 : 0);
        } else {
            transaction.update("DELETE FROM personal_settled WHERE meeting = ?", id.value());
        }
    }

    private static boolean isComplete(Transaction transaction, MeetingId id) {
        return transaction
                .queryFirst(
                        "SELECT complete FROM personal_settled WHERE meeting = ?",
                        row -> row.integer("complete") == 1,
                        id.value())
                .orElse(false);
    }

    private static Map<MemberId, Row> rows(Transaction transaction, MeetingId id) {
        Map<MemberId, Row> rows = new HashMap<>();
        transaction
                .query(
                        "SELECT member, expected, state FROM personal_meeting WHERE meeting = ?",
                        row -> Map.entry(
                                new MemberId(row.text("member")),
                                new Row(row.integer("expected") == 1, row.text("state"))),
                        id.value())
                .forEach(one -> rows.put(one.getKey(), one.getValue()));
        return rows;
    }

    private static Map<MemberId, Row> rows(MeetingHall.Whole whole) {
        Map<MemberId, Row> rows = new HashMap<>();
        for (Attendance.Line line : whole.attendance().lines()) {
            if (line.known().isPresent() && (line.expected() || line.isPresent())) {
                rows.put(
                        line.member(),
                        new Row(line.expected(), line.state(false).word()));
            }
        }
        return rows;
    }

    /// Meetings that had not been reported by all of their terminals, those looked at longest ago first: whoever was
    /// not seen there is absent once they are.
    void lookAgain(Transaction transaction, int limit) {
        Instant now = clock.instant();
        List<MeetingId> open = transaction.query(
                "SELECT meeting FROM personal_settled WHERE complete = 0 AND looked_at < ? ORDER BY looked_at LIMIT ?",
                row -> new MeetingId(row.text("meeting")),
                UtcText.of(now.minus(MINUTE)),
                limit);
        for (MeetingId id : open) {
            boolean complete = isCompleteNow(transaction, id);
            transaction.update(
                    "UPDATE personal_settled SET complete = ?, looked_at = ? WHERE meeting = ?",
                    complete ? 1 : 0,
                    UtcText.of(now),
                    id.value());
            if (complete) {
                transaction
                        .query(
                                "SELECT DISTINCT substr(member, 1, 1) AS digit FROM personal_meeting"
                                        + " WHERE meeting = ? AND state = ?",
                                row -> row.text("digit"),
                                id.value(),
                                Attendance.State.MISSING.word())
                        .forEach(digit -> PersonalSource.markDigit(transaction, digit));
            }
        }
    }

    private boolean isCompleteNow(Transaction transaction, MeetingId id) {
        return hall.reporting(transaction, id)
                .map(reporting -> reporting.isComplete())
                .orElse(true);
    }

    /// Of everybody whose id begins with the digit and who has any in the running year.
    List<Latest> latest(Transaction transaction, String digit, int limit) {
        int year = LocalDate.now(clock).getYear();
        record One(MemberId member, Line line, int attended, int expected) {}
        Map<MemberId, List<Line>> lines = new LinkedHashMap<>();
        Map<MemberId, One> sums = new HashMap<>();
        transaction
                .query(
                        "SELECT * FROM (SELECT one.member, one.meeting, one.expected, one.state, one.starts_at, settled.complete,"
                                + " row_number() OVER (PARTITION BY one.member ORDER BY one.starts_at DESC, one.meeting)"
                                + " AS place_from_last, sum(one.expected) OVER everything AS asked,"
                                + " sum(one.expected = 1 AND one.state IN ('on-time', 'late')) OVER everything AS there"
                                + " FROM personal_meeting AS one"
                                + " JOIN personal_settled AS settled ON settled.meeting = one.meeting"
                                + " WHERE one.member >= ? AND one.member < ? AND one.starts_at >= ? AND one.starts_at < ?"
                                + " WINDOW everything AS (PARTITION BY one.member)) AS counted"
                                + " JOIN meeting ON meeting.id = counted.meeting"
                                + " WHERE counted.place_from_last <= ? ORDER BY counted.member, counted.place_from_last",
                        row -> new One(
                                new MemberId(row.text("member")),
                                line(row, row.integer("complete") == 1),
                                Math.toIntExact(row.integer("there")),
                                Math.toIntExact(row.integer("asked"))),
                        digit,
                        PersonalSource.after(digit),
                        from(year),
                        from(year + 1),
                        limit)
                .forEach(one -> {
                    lines.computeIfAbsent(one.member(), id -> new ArrayList<>()).add(one.line());
                    sums.put(one.member(), one);
                });
        return lines.entrySet().stream()
                .map(one -> {
                    One sum = Objects.requireNonNull(sums.get(one.getKey()));
                    return new Latest(one.getKey(), one.getValue(), sum.attended(), sum.expected());
                })
                .toList();
    }

    /// One member's year, as the meetings' pages say it now.
    ///
    /// @param lines the latest first
    /// @param waiting names of the terminals that may still know something of these meetings
    record Year(List<Line> lines, List<String> waiting) {
        Year {
            lines = List.copyOf(lines);
            waiting = List.copyOf(waiting);
        }
    }

    Year of(Transaction transaction, MemberId member, int year) {
        List<Line> told = transaction.query(
                "SELECT one.meeting, one.expected, one.state, one.starts_at, meeting.title, meeting.kind"
                        + " FROM personal_meeting AS one JOIN meeting ON meeting.id = one.meeting"
                        + " WHERE one.member = ? AND one.starts_at >= ? AND one.starts_at < ?"
                        + " ORDER BY one.starts_at DESC, one.meeting",
                row -> line(row, false),
                member.value(),
                from(year),
                from(year + 1));
        List<Line> lines = new ArrayList<>();
        Set<String> waiting = new TreeSet<>();
        for (Line line : told) {
            Optional<Reporting> reporting = hall.reporting(transaction, line.meeting());
            reporting.ifPresent(one -> one.waiting().forEach(station -> waiting.add(station.name())));
            lines.add(line.with(reporting.map(Reporting::isComplete).orElse(true)));
        }
        return new Year(lines, List.copyOf(waiting));
    }

    private static Line line(Transaction.Row row, boolean complete) {
        return new Line(
                        new MeetingId(row.text("meeting")),
                        row.text("title"),
                        MeetingKind.of(row.text("kind")),
                        UtcText.parse(row.text("starts_at")),
                        row.integer("expected") == 1,
                        Words.find(Attendance.State.class, row.text("state")).orElseThrow())
                .with(complete);
    }

    private String from(int year) {
        return UtcText.of(LocalDate.of(year, 1, 1).atStartOfDay(clock.getZone()).toInstant());
    }
}
