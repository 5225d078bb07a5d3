package org.hongting.central.study;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Reads the ledger of learning time: one member's year down to each interval, and what units come to. Every
/// number is made from the sums of days and months, which are made from intervals; every look is within the
/// caller's transaction.
public final class LearningLedger {
    private static final int MONTHS = 12;

    private final StudyRollup rollup;
    private final Clock clock;

    /// @param clock in the site's zone
    public LearningLedger(StudyRollup rollup, Clock clock) {
        this.rollup = rollup;
        this.clock = clock;
    }

    /// What one member's year comes to.
    ///
    /// @param target milliseconds that the year asks; absent where it asks nothing
    public record Total(Share share, Standing standing, RulePack pack, Optional<Long> target) {
        public String hours() {
            return pack.hours(share.total());
        }

        /// Whole percent of the target, at most 100.
        public int percent() {
            return target.map(asked -> (int) Math.min(100, share.total() * 100 / Math.max(1, asked)))
                    .orElse(0);
        }

        public boolean isReached() {
            return target.isPresent() && share.total() >= target.get();
        }
    }

    /// One member's year, month by month and day by day.
    public record Year(int year, Total total, SortedMap<YearMonth, Share> months, SortedMap<LocalDate, Share> days) {
        public Year {
            months = Collections.unmodifiableSortedMap(new TreeMap<>(months));
            days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
        }
    }

    /// What a unit's own members come to in one month.
    ///
    /// @param members who belongs to it now
    /// @param learners who of whoever belongs to it now has learned
    public record UnitMonth(long members, long learners, Share share) {
        static final UnitMonth NONE = new UnitMonth(0, 0, Share.NONE);

        public UnitMonth plus(UnitMonth other) {
            return new UnitMonth(members + other.members, learners + other.learners, share.plus(other.share));
        }

        /// Milliseconds for each member.
        public long average() {
            return members == 0 ? 0 : share.total() / members;
        }
    }

    /// Who has less than the part of the year that is over asks for.
    ///
    /// @param expected milliseconds by today
    public record Lagging(MemberId member, BranchId branch, Total total, long expected) {
        public long missing() {
            return expected - total.share().total();
        }
    }

    public int thisYear() {
        return LocalDate.now(clock).getYear();
    }

    static String marks(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /// What the year of each of some members comes to.
    public Map<MemberId, Total> totals(Transaction transaction, Collection<Member> members, int year) {
        RulePack pack = RulePacks.of(transaction, year);
        List<MemberId> ids = members.stream().map(Member::id).toList();
        Map<MemberId, Standing> standings = Standing.of(transaction, ids);
        Map<MemberId, Total> totals = new HashMap<>();
        for (MemberId id : ids) {
            Share share = months(transaction, id, year).values().stream().reduce(Share.NONE, Share::plus);
            totals.put(id, total(share, standings.getOrDefault(id, Standing.USUAL), pack));
        }
        return totals;
    }

    private static Total total(Share share, Standing standing, RulePack pack) {
        return new Total(share, standing, pack, pack.target(standing).map(pack::millis));
    }

    /// One member's year.
    public Year year(Transaction transaction, MemberId member, int year) {
        RulePack pack = RulePacks.of(transaction, year);
        SortedMap<YearMonth, Share> months = months(transaction, member, year);
        SortedMap<LocalDate, Share> days = new TreeMap<>();
        transaction
                .query(
                        "SELECT day, met, grouped, alone, off_site, proven FROM study_day"
                                + " WHERE member = ? AND day BETWEEN ? AND ?",
                        row -> Map.entry(LocalDate.ofEpochDay(row.integer("day")), Share.read(row)),
                        member.value(),
                        LocalDate.of(year, 1, 1).toEpochDay(),
                        LocalDate.of(year, 12, 31).toEpochDay())
                .forEach(one -> days.put(one.getKey(), one.getValue()));
        Share share = months.values().stream().reduce(Share.NONE, Share::plus);
        return new Year(year, total(share, Standing.of(transaction, member), pack), months, days);
    }

    private static SortedMap<YearMonth, Share> months(Transaction transaction, MemberId member, int year) {
        SortedMap<YearMonth, Share> months = new TreeMap<>();
        transaction
                .query(
                        "SELECT month, met, grouped, alone, off_site, proven FROM study_month"
                                + " WHERE member = ? AND month BETWEEN ? AND ?",
                        row -> Map.entry(
                                YearMonth.of(year, Math.toIntExact(row.integer("month") % 100)), Share.read(row)),
                        member.value(),
                        StudyRollup.month(YearMonth.of(year, 1)),
                        StudyRollup.month(YearMonth.of(year, MONTHS)))
                .forEach(one -> months.put(one.getKey(), one.getValue()));
        return months;
    }

    /// How the sum of some days came to be: every piece that reaches into them, and what of it counts.
    ///
    /// @param last the last of the days
    public Reckoning computed(Transaction transaction, MemberId member, LocalDate first, LocalDate last) {
        return rollup.reckon(transaction, member, rollup.start(first), rollup.start(last.plusDays(1)));
    }

    /// What each unit's own members come to in a month; units below others are not added to them.
    ///
    /// @param branches which units; empty for all
    public Map<BranchId, UnitMonth> month(Transaction transaction, Set<BranchId> branches, YearMonth month) {
        Map<BranchId, UnitMonth> units = new HashMap<>();
        headcounts(transaction, branches)
                .forEach((branch, count) -> units.put(branch, new UnitMonth(count, 0, Share.NONE)));
        sums(transaction, branches, month, month)
                .forEach(sum -> units.merge(sum.branch(), sum.unit(), UnitMonth::plus));
        return units;
    }

    /// The same for every month of a year.
    public Map<BranchId, SortedMap<YearMonth, UnitMonth>> year(
            Transaction transaction, Set<BranchId> branches, int year) {
        Map<BranchId, SortedMap<YearMonth, UnitMonth>> units = new HashMap<>();
        headcounts(transaction, branches).forEach((branch, count) -> {
            SortedMap<YearMonth, UnitMonth> months = units.computeIfAbsent(branch, id -> new TreeMap<>());
            for (int month = 1; month <= MONTHS; month++) {
                months.put(YearMonth.of(year, month), new UnitMonth(count, 0, Share.NONE));
            }
        });
        sums(transaction, branches, YearMonth.of(year, 1), YearMonth.of(year, MONTHS))
                .forEach(sum -> units.computeIfAbsent(sum.branch(), id -> new TreeMap<>())
                        .merge(sum.month(), sum.unit(), UnitMonth::plus));
        return units;
    }

    private record Sum(BranchId branch, YearMonth month, UnitMonth unit) {}

    private static List<Sum> sums(Transaction transaction, Set<BranchId> branches, YearMonth first, YearMonth last) {
        return transaction.query(
                "SELECT member.branch AS branch, study_month.month AS month, count(*) AS learners, sum(met) AS met,"
                        + " sum(grouped) AS grouped, sum(alone) AS alone, sum(off_site) AS off_site,"
                        + " sum(proven) AS proven FROM study_month CROSS JOIN member"
                        + " WHERE member.id = study_month.member AND study_month.month BETWEEN ? AND ? AND member.status = 'active'"
                        + (branches.isEmpty() ? "" : " AND member.branch IN " + marks(branches.size()))
                        + " GROUP BY member.branch, study_month.month",
                row -> new Sum(
                        new BranchId(row.text("branch")),
                        YearMonth.of(
                                Math.toIntExact(row.integer("month") / 100),
                                Math.toIntExact(row.integer("month") % 100)),
                        new UnitMonth(0, row.integer("learners"), Share.read(row))),
                Stream.concat(
                                Stream.<Object>of(StudyRollup.month(first), StudyRollup.month(last)),
                                branches.stream().map(BranchId::value))
                        .toArray());
    }

    private static Map<BranchId, Long> headcounts(Transaction transaction, Set<BranchId> branches) {
        Map<BranchId, Long> counts = new HashMap<>();
        transaction
                .query(
                        "SELECT branch, count(*) AS members FROM member WHERE status = 'active'"
                                + (branches.isEmpty() ? "" : " AND branch IN " + marks(branches.size()))
                                + " GROUP BY branch",
                        row -> Map.entry(new BranchId(row.text("branch")), row.integer("members")),
                        branches.stream().map(BranchId::value).toArray())
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    /// Who lags behind in a year, those who miss most first.
    ///
    /// @param branches whose members; empty for all
    public List<Lagging> lagging(Transaction transaction, Set<BranchId> branches, int year) {
        RulePack pack = RulePacks.of(transaction, year);
        Map<MemberId, Standing> standings = Standing.all(transaction);
        LocalDate today = LocalDate.now(clock);
        LocalDate first = LocalDate.of(year, 1, 1);
        int days = first.lengthOfYear();
        long over = today.getYear() > year ? days : today.getYear() < year ? 0 : today.getDayOfYear();
        List<Lagging> lagging = new ArrayList<>();
        for (Person person : people(transaction, branches, year)) {
            Total total = total(person.share(), standings.getOrDefault(person.member(), Standing.USUAL), pack);
            long expected = total.target().orElse(0L) * over / days;
            // A year that is over asks for all of it.
            long enough = over == days ? expected : expected * pack.pace().percent() / 100;
            if (total.share().total() < enough) {
                lagging.add(new Lagging(person.member(), person.branch(), total, expected));
            }
        }
        lagging.sort(Comparator.comparingLong(Lagging::missing).reversed().thenComparing(Lagging::member));
        return lagging;
    }

    private record Person(MemberId member, BranchId branch, Share share) {}

    private static List<Person> people(Transaction transaction, Set<BranchId> branches, int year) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(year * 100 + 1, year * 100 + MONTHS));
        branches.forEach(branch -> parameters.add(branch.value()));
        return transaction.query(
                "SELECT member.id AS member, member.branch AS branch, coalesce(sum(met), 0) AS met,"
                        + " coalesce(sum(grouped), 0) AS grouped, coalesce(sum(alone), 0) AS alone,"
                        + " coalesce(sum(off_site), 0) AS off_site, coalesce(sum(proven), 0) AS proven"
                        + " FROM member LEFT JOIN study_month ON study_month.member = member.id"
                        + " AND study_month.month BETWEEN ? AND ? WHERE member.status = 'active'"
                        + (branches.isEmpty() ? "" : " AND member.branch IN " + marks(branches.size()))
                        + " GROUP BY member.id",
                row -> new Person(new MemberId(row.text("member")), new BranchId(row.text("branch")), Share.read(row)),
                parameters.toArray());
    }
}
