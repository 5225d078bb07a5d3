package org.hongting.central.conclusion;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The yearly ledger of the "three meetings and one lesson" (三会一课): which unit held which meetings, against the rules
/// of the school.
///
/// A meeting counts for its host in the period of its start, once it is over and somebody was there or it is sealed. A
/// period that has ended with fewer is overdue, from the first one on that the unit existed all through.
public final class Ledger {
    /// Somebody was there, or somebody answers for what it came to.
    private static final String HELD = "(EXISTS (SELECT 1 FROM arrival WHERE arrival.departed = 0"
            + " AND (arrival.meeting = meeting.id"
            + " OR arrival.meeting IN (SELECT meeting FROM joined_meeting WHERE into_meeting = meeting.id))"
            + " AND NOT EXISTS (SELECT 1 " + AttendanceBook.VOIDINGS + "))"
            + " OR EXISTS (SELECT 1 FROM seal WHERE seal.meeting = meeting.id))";

    private final Clock clock;

    /// @param clock in the site's zone
    public Ledger(Clock clock) {
        this.clock = clock;
    }

    /// One unit and one rule over a year.
    public record Line(BranchId branch, String name, MeetingRule rule, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }

        public long overdue() {
            return cells.stream()
                    .filter(cell -> cell.state() == CellState.OVERDUE)
                    .count();
        }
    }

    /// One period of a line.
    ///
    /// @param number of the period in its year
    public record Cell(int number, List<Held> held, CellState state) {
        public Cell {
            held = List.copyOf(held);
        }
    }

    /// A meeting that was held.
    public record Held(MeetingId meeting, String title, Instant starts, boolean sealed) {}

    /// How a period stands.
    public enum CellState {
        MET,
        OVERDUE,
        /// The unit did not exist all through it: nothing was asked for.
        BEFORE,
        /// It runs, and its meetings are still to come.
        OPEN,
        AHEAD;

        public String word() {
            return Words.of(this);
        }
    }

    /// An entry of the feed: a record that was sealed.
    public record Entry(
            MeetingId meeting, String title, BranchId host, int edition, Instant at, boolean countersigned) {}

    /// Whether a meeting that is over counts as one that was held.
    public static boolean isHeld(Transaction transaction, MeetingId meeting) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM meeting WHERE id = ? AND cancelled_at IS NULL AND " + HELD,
                        row -> row.integer("hit"),
                        meeting.value())
                .isPresent();
    }

    public int thisYear() {
        return LocalDate.now(clock).getYear();
    }

    /// @param within the unit whose tree is shown; empty for all
    public List<Line> year(Transaction transaction, BranchTree tree, int year, Optional<BranchId> within) {
        Map<Place, List<Held>> held = held(transaction, year);
        List<MeetingRule> rules = MeetingRule.all(transaction);
        Map<BranchId, LocalDate> since = Branches.since(transaction);
        LocalDate today = LocalDate.now(clock);
        List<Line> lines = new ArrayList<>();
        for (BranchTree.Place place : tree.places()) {
            BranchId branch = place.branch().id();
            if (within.isPresent() && !tree.within(within.get()).contains(branch)) {
                continue;
            }
            for (MeetingRule rule : rules) {
                if (rule.branchKind() == place.branch().kind() && rule.times() > 0) {
                    List<Held> ofRule = held.getOrDefault(new Place(branch, rule.kind()), List.of());
                    List<Cell> cells = rule.period().of(year).stream()
                            .map(span -> cell(span, rule, ofRule, new Days(since.get(branch), today)))
                            .toList();
                    lines.add(new Line(branch, place.branch().name(), rule, cells));
                }
            }
        }
        return lines;
    }

    /// @param since when the unit began; absent where nobody knows
    private record Days(@Nullable LocalDate since, LocalDate today) {}

    private Cell cell(MeetingRule.Span span, MeetingRule rule, List<Held> held, Days days) {
        LocalDate since = days.since();
        LocalDate today = days.today();
        ZoneId zone = clock.getZone();
        List<Held> here = held.stream()
                .filter(one -> span.holds(LocalDate.ofInstant(one.starts(), zone)))
                .toList();
        if (here.size() >= rule.times()) {
            return new Cell(span.number(), here, CellState.MET);
        }
        if (since != null && span.start().isBefore(since)) {
            return new Cell(span.number(), here, CellState.BEFORE);
        }
        if (!today.isBefore(span.end())) {
            return new Cell(span.number(), here, CellState.OVERDUE);
        }
        return new Cell(span.number(), here, span.holds(today) ? CellState.OPEN : CellState.AHEAD);
    }

    private record Place(BranchId branch, MeetingKind kind) {}

    private Map<Place, List<Held>> held(Transaction transaction, int year) {
        ZoneId zone = clock.getZone();
        Map<Place, List<Held>> held = new HashMap<>();
        transaction.query(
                "SELECT id, title, kind, host, starts_at,"
                        + " CASE WHEN EXISTS (SELECT 1 FROM seal WHERE seal.meeting = meeting.id) THEN 1 ELSE 0 END AS sealed"
                        + " FROM meeting"
                        + " WHERE cancelled_at IS NULL AND starts_at >= ? AND starts_at < ? AND ends_at < ?"
                        + " AND " + HELD + " ORDER BY starts_at, id",
                row -> held.computeIfAbsent(
                                new Place(new BranchId(row.text("host")), MeetingKind.of(row.text("kind"))),
                                first -> new ArrayList<>())
                        .add(new Held(
                                new MeetingId(row.text("id")),
                                row.text("title"),
                                UtcText.parse(row.text("starts_at")),
                                row.integer("sealed") == 1)),
                UtcText.of(LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant()),
                UtcText.of(LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant()),
                UtcText.of(clock.instant()));
        return held;
    }

    /// The records that were sealed last, newest first.
    public List<Entry> feed(Transaction transaction, BranchTree tree, Optional<BranchId> within, int limit) {
        return transaction
                .query(
                        "SELECT seal.meeting, meeting.title, meeting.host, seal.edition, seal.sealed_at,"
                                + " seal.countersigned_by FROM seal JOIN meeting ON meeting.id = seal.meeting"
                                + " ORDER BY seal.sealed_at DESC, seal.meeting, seal.edition DESC LIMIT 1000",
                        row -> new Entry(
                                new MeetingId(row.text("meeting")),
                                row.text("title"),
                                new BranchId(row.text("host")),
                                (int) row.integer("edition"),
                                UtcText.parse(row.text("sealed_at")),
                                !row.isNull("countersigned_by")))
                .stream()
                .filter(entry -> within.isEmpty() || tree.within(within.get()).contains(entry.host()))
                .sorted(Comparator.comparing(Entry::at).reversed())
                .limit(limit)
                .toList();
    }

    public List<MeetingRule> rules(Transaction transaction) {
        return MeetingRule.all(transaction);
    }

    public void save(Transaction transaction, MeetingRule rule) {
        rule.save(transaction);
    }
}
