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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.conclusion.Ledger;
import org.hongting.central.ingest.ErasedMembers;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Reporting;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// What meetings came to for each member, kept so that a whole school can be told of itself without concluding every
/// meeting anew. A meeting stands here by the same rule as in the ledger: once it is over, and somebody was there or it
/// is sealed. What changes of it marks it (V25), and it is concluded anew, as its page would be.
public final class PersonalMeetings {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Later than any moment that stands in a table.
    private static final String LAST = "9";

    /// Written in one piece.
    private static final int ROWS = 200;

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

    /// The next one that changed and is over, each at most once a minute; none or one.
    List<MeetingId> due(Transaction transaction) {
        Instant now = clock.instant();
        return transaction.query(
                "SELECT due.meeting FROM personal_meeting_due AS due LEFT JOIN meeting ON meeting.id = due.meeting"
                        + " LEFT JOIN personal_settled AS settled ON settled.meeting = due.meeting"
                        + " WHERE (meeting.id IS NULL OR meeting.cancelled_at IS NOT NULL OR meeting.ends_at < ?"
                        + " OR settled.meeting IS NOT NULL)"
                        + " AND (settled.meeting IS NULL OR settled.settled_at < ?) LIMIT 1",
                row -> new MeetingId(row.text("meeting")),
                UtcText.of(now),
                UtcText.of(now.minus(MINUTE)));
    }

    /// Those of them that one member has to do with: asked to it or to one that was joined into it, there, or ruled
    /// about.
    List<MeetingId> dueOf(Transaction transaction, MemberId member) {
        Instant now = clock.instant();
        return ofMember(transaction, "personal_meeting_due", member, now, UtcText.of(now.minus(MINUTE)));
    }

    /// Whether one of theirs has changed and is not concluded, be it that somebody is at it or has been just now.
    boolean isWaitedFor(Transaction transaction, MemberId member) {
        Instant now = clock.instant();
        return Stream.of("personal_meeting_due", "personal_meeting_taken")
                .anyMatch(marks ->
                        !ofMember(transaction, marks, member, now, LAST).isEmpty());
    }

    private static List<MeetingId> ofMember(
            Transaction transaction, String marks, MemberId member, Instant over, String settledBefore) {
        return transaction.query(
                "WITH RECURSIVE unit (id) AS (SELECT branch FROM member WHERE id = ?"
                        + " UNION SELECT branch.parent FROM branch JOIN unit ON branch.id = unit.id"
                        + " WHERE branch.parent IS NOT NULL)"
                        + " SELECT due.meeting FROM " + marks + " AS due JOIN meeting ON meeting.id = due.meeting"
                        + " LEFT JOIN personal_settled AS settled ON settled.meeting = due.meeting"
                        + " WHERE meeting.ends_at < ? AND (settled.meeting IS NULL OR settled.settled_at < ?)"
                        + " AND (EXISTS (SELECT 1 FROM personal_meeting AS one"
                        + " WHERE one.meeting = due.meeting AND one.member = ?)"
                        + " OR EXISTS (SELECT 1 FROM (SELECT due.meeting AS id UNION ALL"
                        + " SELECT meeting FROM joined_meeting WHERE into_meeting = due.meeting) AS part"
                        + " WHERE EXISTS (SELECT 1 FROM meeting_expected AS one WHERE one.meeting = part.id AND one.member = ?)"
                        + " OR EXISTS (SELECT 1 FROM meeting_member AS one WHERE one.meeting = part.id AND one.member = ?)"
                        + " OR EXISTS (SELECT 1 FROM meeting_branch AS one WHERE one.meeting = part.id"
                        + " AND one.branch IN (SELECT id FROM unit))"
                        + " OR EXISTS (SELECT 1 FROM arrival AS one WHERE one.meeting = part.id AND one.member = ?)"
                        + " OR EXISTS (SELECT 1 FROM ruling AS one WHERE one.meeting = part.id AND one.member = ?)))",
                row -> new MeetingId(row.text("meeting")),
                member.value(),
                UtcText.of(over),
                settledBefore,
                member.value(),
                member.value(),
                member.value(),
                member.value(),
                member.value());
    }

    /// Takes the mark of a meeting away before it is looked at, so that a mark that comes meanwhile stays.
    void take(Transaction transaction, MeetingId due) {
        transaction.update("INSERT INTO personal_meeting_taken (meeting) VALUES (?)", due.value());
        transaction.update("DELETE FROM personal_meeting_due WHERE meeting = ?", due.value());
    }

    static boolean hasTaken(Transaction transaction) {
        return transaction
                .queryFirst("SELECT 1 AS hit FROM personal_meeting_taken LIMIT 1", row -> row.integer("hit"))
                .isPresent();
    }

    /// What was taken and never concluded is due again.
    static void restore(Transaction transaction) {
        transaction.update("INSERT INTO personal_meeting_due (meeting) SELECT meeting FROM personal_meeting_taken"
                + " WHERE meeting NOT IN (SELECT meeting FROM personal_meeting_due)");
        transaction.update("DELETE FROM personal_meeting_taken");
    }

    /// What a meeting came to, as it has to be written.
    ///
    /// @param staysDue it is neither over nor called off
    /// @param changed by member; empty where somebody has nothing to do with it any more
    /// @param starts absent where it is not held
    /// @param digits of whomever it concerns although nothing of theirs changed
    private record Outcome(
            MeetingId id,
            boolean staysDue,
            Map<MemberId, Optional<Row>> changed,
            Optional<Instant> starts,
            boolean complete,
            Set<String> digits) {}

    /// Concludes a meeting that was taken, as its page would. Reads only.
    ///
    /// @return what has to be written, in pieces of some milliseconds; it stands as concluded with its last
    List<Consumer<Transaction>> conclude(Transaction transaction, MeetingId taken) {
        return pieces(outcome(transaction, taken, BranchTree.load(transaction)));
    }

    private Outcome outcome(Transaction transaction, MeetingId id, BranchTree tree) {
        Optional<MeetingHall.Whole> found = hall.find(transaction, id, tree);
        boolean isOver = found.map(
                        whole -> whole.meeting().plan().times().ends().isBefore(clock.instant()))
                .orElse(true);
        // One that is called off may be put back: that marks it again.
        boolean isOff = found.filter(whole -> whole.meeting().cancelled()).isPresent();
        Optional<MeetingHall.Whole> held = found.filter(whole -> isOver && Ledger.isHeld(transaction, id));
        Map<MemberId, Row> was = rows(transaction, id);
        Map<MemberId, Row> is = held.map(PersonalMeetings::rows).orElse(Map.of());
        boolean wasComplete = isComplete(transaction, id);
        boolean isComplete = held.map(whole -> whole.reporting().isComplete()).orElse(false);
        Optional<Instant> starts =
                held.map(whole -> whole.meeting().plan().times().starts());
        boolean sameStart = starts.map(start -> stands(transaction, id, start)).orElse(true);
        Set<MemberId> everybody = new TreeSet<>(was.keySet());
        everybody.addAll(is.keySet());
        Map<MemberId, Optional<Row>> changed = new LinkedHashMap<>();
        Set<String> digits = new HashSet<>();
        for (MemberId member : everybody) {
            Row now = is.get(member);
            if (!Objects.equals(was.get(member), now) || !sameStart) {
                changed.put(member, Optional.ofNullable(now));
            } else if (wasComplete != isComplete) {
                digits.add(digit(member));
            }
        }
        return new Outcome(id, !isOver && !isOff, changed, starts, isComplete, digits);
    }

    private static String digit(MemberId member) {
        return DocumentName.personalOf(member).scope();
    }

    private List<Consumer<Transaction>> pieces(Outcome outcome) {
        List<Consumer<Transaction>> pieces = new ArrayList<>();
        List<Map.Entry<MemberId, Optional<Row>>> changed =
                List.copyOf(outcome.changed().entrySet());
        for (int first = 0; first < changed.size(); first += ROWS) {
            List<Map.Entry<MemberId, Optional<Row>>> some =
                    changed.subList(first, Math.min(changed.size(), first + ROWS));
            pieces.add(transaction -> replace(transaction, outcome, some));
        }
        pieces.add(transaction -> finish(transaction, outcome));
        return pieces;
    }

    private static void replace(
            Transaction transaction, Outcome outcome, List<Map.Entry<MemberId, Optional<Row>>> some) {
        String id = outcome.id().value();
        // Some may have been erased since it was found what has to be written.
        ErasedMembers erased = ErasedMembers.in(transaction);
        transaction.updateEach(
                "DELETE FROM personal_meeting WHERE member = ? AND meeting = ?",
                some.stream()
                        .map(one -> new @Nullable Object[] {one.getKey().value(), id})
                        .toList());
        transaction.updateEach(
                "INSERT INTO personal_meeting (member, starts_at, meeting, expected, state) VALUES (?, ?, ?, ?, ?)",
                some.stream()
                        .filter(one -> !erased.includes(one.getKey()))
                        .flatMap(one -> one
                                .getValue()
                                .map(row -> new @Nullable Object[] {
                                    one.getKey().value(),
                                    UtcText.of(outcome.starts().orElseThrow()),
                                    id,
                                    row.expected() ? 1 : 0,
                                    row.state()
                                })
                                .stream())
                        .toList());
        some.stream()
                .map(one -> digit(one.getKey()))
                .distinct()
                .forEach(digit -> PersonalSource.markDigit(transaction, digit));
    }

    private void finish(Transaction transaction, Outcome outcome) {
        outcome.digits().forEach(digit -> PersonalSource.markDigit(transaction, digit));
        keep(transaction, outcome.id(), outcome.starts().isPresent(), outcome.complete());
        if (outcome.staysDue()) {
            transaction.update(
                    "INSERT INTO personal_meeting_due (meeting) VALUES (?) ON CONFLICT (meeting) DO NOTHING",
                    outcome.id().value());
        }
        transaction.update(
                "DELETE FROM personal_meeting_taken WHERE meeting = ?",
                outcome.id().value());
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

    private void keep(Transaction transaction, MeetingId id, boolean held, boolean complete) {
        if (held) {
            String now = UtcText.of(clock.instant());
            transaction.update(
                    "INSERT INTO personal_settled (meeting, settled_at, complete, looked_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (meeting) DO UPDATE SET settled_at = excluded.settled_at,"
                            + " complete = excluded.complete, looked_at = excluded.looked_at",
                    id.value(),
                    now,
                    complete ? 1 : 0,
                    now);
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

    /// Meetings that had not been reported by all of their terminals, those looked at longest ago first, and
    /// whether they are now: whoever was not seen there is absent once they are. Reads only.
    Map<MeetingId, Boolean> lookAgain(Transaction transaction, int limit) {
        Map<MeetingId, Boolean> open = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT meeting FROM personal_settled WHERE complete = 0 AND looked_at < ?"
                                + " ORDER BY looked_at LIMIT ?",
                        row -> new MeetingId(row.text("meeting")),
                        UtcText.of(clock.instant().minus(MINUTE)),
                        limit)
                .forEach(id -> open.put(
                        id,
                        hall.reporting(transaction, id)
                                .map(Reporting::isComplete)
                                .orElse(true)));
        return open;
    }

    void lookedAt(Transaction transaction, Map<MeetingId, Boolean> open) {
        String now = UtcText.of(clock.instant());
        open.forEach((id, complete) -> {
            transaction.update(
                    "UPDATE personal_settled SET complete = ?, looked_at = ? WHERE meeting = ?",
                    complete ? 1 : 0,
                    now,
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
        });
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
                                + " count(*) FILTER (WHERE one.expected = 1 AND one.state IN ('on-time', 'late'))"
                                + " OVER everything AS there"
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
