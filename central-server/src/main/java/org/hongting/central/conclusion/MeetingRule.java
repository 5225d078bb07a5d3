package org.hongting.central.conclusion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hongting.central.organisation.BranchKind;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.port.Transaction;

/// How often units of one kind hold meetings of one kind. Rules are data; their source is shown with them.
///
/// @param source where the frequency stands, for people
public record MeetingRule(MeetingKind kind, BranchKind branchKind, int times, Period period, String source) {
    /// Times that can be asked for in one period.
    public static final int MOST_TIMES = 52;

    public MeetingRule {
        if (times < 0 || times > MOST_TIMES) {
            throw new IllegalArgumentException("nobody meets that often");
        }
    }

    /// What a year is divided into.
    public enum Period {
        MONTH(12),
        QUARTER(4),
        YEAR(1);

        private final int perYear;

        Period(int perYear) {
            this.perYear = perYear;
        }

        public String word() {
            return Words.of(this);
        }

        /// The periods of a year, in order.
        List<Span> of(int year) {
            List<Span> spans = new ArrayList<>();
            int months = 12 / perYear;
            for (int number = 0; number < perYear; number++) {
                LocalDate first = LocalDate.of(year, 1 + number * months, 1);
                spans.add(new Span(number + 1, first, first.plusMonths(months)));
            }
            return spans;
        }
    }

    /// One period.
    ///
    /// @param number 1 for the first of the year
    /// @param end the day after its last
    record Span(int number, LocalDate start, LocalDate end) {
        boolean holds(LocalDate day) {
            return !day.isBefore(start) && day.isBefore(end);
        }
    }

    /// All rules, in the order of units and kinds.
    static List<MeetingRule> all(Transaction transaction) {
        return transaction
                .query(
                        "SELECT kind, branch_kind, times, period, source FROM meeting_rule",
                        row -> new MeetingRule(
                                MeetingKind.of(row.text("kind")),
                                BranchKind.of(row.text("branch_kind")),
                                (int) row.integer("times"),
                                Period.valueOf(row.text("period").toUpperCase(Locale.ROOT)),
                                row.text("source")))
                .stream()
                .sorted(java.util.Comparator.comparing(MeetingRule::branchKind).thenComparing(MeetingRule::kind))
                .toList();
    }

    /// Puts a rule in the place of the one for the same kinds.
    void save(Transaction transaction) {
        transaction.update(
                "INSERT INTO meeting_rule (kind, branch_kind, times, period, source) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (kind, branch_kind) DO UPDATE SET times = excluded.times,"
                        + " period = excluded.period, source = excluded.source",
                kind.word(),
                branchKind.word(),
                times,
                period.word(),
                source);
    }
}
