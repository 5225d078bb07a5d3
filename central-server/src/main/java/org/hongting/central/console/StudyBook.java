package org.hongting.central.console;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.sheet.Sheet;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.RulePack;
import org.hongting.central.study.RulePacks;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Component;

/// The lines of the pages about learning time, which are those of the files that leave them: what is exported
/// is what is seen.
@Component
class StudyBook {
    private static final int MONTHS = 12;

    /// More people in a file than any school has members.
    private static final int EVERYBODY = 1_000_000;

    /// From how many percent of a month's share of the target on a cell is how dark.
    private static final List<Integer> LEVELS = List.of(1, 25, 50, 75, 100);

    private final LearningLedger ledger;
    private final Members members;

    StudyBook(LearningLedger ledger, Members members) {
        this.ledger = ledger;
        this.members = members;
    }

    /// What a page is asked for.
    ///
    /// @param within the units that are looked at; empty for all
    record Asked(String text, Set<BranchId> within, int year) {}

    /// One member in a list.
    ///
    /// @param expected 学时 by today, in the list of those who lag behind
    public record Person(
            MemberId id, String number, String name, String branch, LearningLedger.Total total, String expected) {
        /// 学时 that the year asks, or nothing.
        public String target() {
            return total.target().map(total.pack()::hours).orElse("");
        }

        public String state() {
            return total.standing().exempt().isPresent()
                    ? "exempt"
                    : total.target().isEmpty() ? "free" : total.isReached() ? "reached" : "open";
        }
    }

    public record People(List<Person> people, long total) {}

    /// A unit over the months of a year.
    ///
    /// @param cells of each month
    public record Unit(String id, String name, int depth, long members, List<Cell> cells, String total) {}

    /// @param hours 学时 for each member, of the unit and all below it
    /// @param level 0 to 5, by what the month's share of the target is
    public record Cell(int month, String hours, int level, long learners) {}

    People people(Transaction transaction, BranchTree tree, Asked asked, int offset, int limit) {
        Members.Page page = members.list(transaction, new Members.Query(asked.text(), asked.within(), offset, limit));
        Map<MemberId, LearningLedger.Total> totals = ledger.totals(transaction, page.members(), asked.year());
        List<Person> people = new ArrayList<>();
        for (Member member : page.members()) {
            LearningLedger.Total total = totals.get(member.id());
            if (total != null) {
                people.add(new Person(
                        member.id(), member.studentNumber(), member.name(), tree.name(member.branch()), total, ""));
            }
        }
        return new People(people, page.total());
    }

    Sheet peopleSheet(Transaction transaction, BranchTree tree, Asked asked) {
        return new Sheet(
                "学习台账",
                List.of("学号", "姓名", "支部", "学时", "要求学时", "会议学习", "集体学习", "自主学习", "校外学习"),
                people(transaction, tree, asked, 0, EVERYBODY).people().stream()
                        .map(StudyBook::row)
                        .toList());
    }

    private static List<Object> row(Person person) {
        RulePack pack = person.total().pack();
        return List.of(
                person.number(),
                person.name(),
                person.branch(),
                new BigDecimal(person.total().hours()),
                person.target().isEmpty() ? "" : new BigDecimal(person.target()),
                new BigDecimal(pack.hours(person.total().share().met())),
                new BigDecimal(pack.hours(person.total().share().grouped())),
                new BigDecimal(pack.hours(person.total().share().alone())),
                new BigDecimal(pack.hours(person.total().share().offSite())));
    }

    List<Person> lagging(Transaction transaction, BranchTree tree, Asked asked, int limit) {
        List<Person> people = new ArrayList<>();
        for (LearningLedger.Lagging one : ledger.lagging(transaction, asked.within(), asked.year())) {
            if (people.size() == limit) {
                break;
            }
            members.find(transaction, one.member())
                    .ifPresent(member -> people.add(new Person(
                            member.id(),
                            member.studentNumber(),
                            member.name(),
                            tree.name(one.branch()),
                            one.total(),
                            one.total().pack().hours(one.expected()))));
        }
        return people;
    }

    Sheet laggingSheet(Transaction transaction, BranchTree tree, Asked asked) {
        return new Sheet(
                "落后名单",
                List.of("学号", "姓名", "支部", "学时", "至今应有学时", "全年要求"),
                lagging(transaction, tree, asked, EVERYBODY).stream()
                        .map(person -> List.<Object>of(
                                person.number(),
                                person.name(),
                                person.branch(),
                                new BigDecimal(person.total().hours()),
                                new BigDecimal(person.expected()),
                                new BigDecimal(person.target())))
                        .toList());
    }

    /// Every unit with all below it: what a committee comes to is what its branches come to.
    List<Unit> units(Transaction transaction, BranchTree tree, Asked asked) {
        RulePack pack = RulePacks.of(transaction, asked.year());
        Map<BranchId, SortedMap<YearMonth, LearningLedger.UnitMonth>> own =
                ledger.year(transaction, asked.within(), asked.year());
        List<Unit> units = new ArrayList<>();
        for (BranchTree.Place place : tree.places()) {
            BranchId branch = place.branch().id();
            if (!asked.within().isEmpty() && !asked.within().contains(branch)) {
                continue;
            }
            SortedMap<YearMonth, LearningLedger.UnitMonth> months = new TreeMap<>();
            tree.within(branch)
                    .forEach(below -> own.getOrDefault(below, new TreeMap<>())
                            .forEach((month, unit) -> months.merge(month, unit, LearningLedger.UnitMonth::plus)));
            units.add(unit(place, months, pack));
        }
        return units;
    }

    private static Unit unit(
            BranchTree.Place place, SortedMap<YearMonth, LearningLedger.UnitMonth> months, RulePack pack) {
        long asked = pack.targets().stream()
                        .filter(target -> target.role() == org.hongting.central.study.StudyRole.MEMBER)
                        .mapToLong(target -> pack.millis(target.hours()))
                        .findFirst()
                        .orElse(0)
                / MONTHS;
        List<Cell> cells = new ArrayList<>();
        months.forEach((month, unit) -> cells.add(new Cell(
                month.getMonthValue(), pack.hours(unit.average()), level(unit.average(), asked), unit.learners())));
        long sum =
                months.values().stream().mapToLong(unit -> unit.share().total()).sum();
        long members = months.values().stream()
                .mapToLong(LearningLedger.UnitMonth::members)
                .max()
                .orElse(0);
        return new Unit(
                place.branch().id().value(),
                place.branch().name(),
                place.depth(),
                members,
                cells,
                pack.hours(members == 0 ? 0 : sum / members));
    }

    private static int level(long average, long asked) {
        long percent = asked == 0 ? 0 : average * 100 / asked;
        return (int) LEVELS.stream().filter(from -> percent >= from).count();
    }

    Sheet unitsSheet(Transaction transaction, BranchTree tree, Asked asked) {
        List<String> header = new ArrayList<>(List.of("单位", "在册人数"));
        for (int month = 1; month <= MONTHS; month++) {
            header.add(month + "月人均学时");
        }
        header.add("全年人均学时");
        return new Sheet(
                "各单位学习",
                header,
                units(transaction, tree, asked).stream()
                        .map(unit -> {
                            List<Object> row = new ArrayList<>(
                                    List.of(tree.path(new BranchId(unit.id())), BigDecimal.valueOf(unit.members())));
                            for (int month = 1; month <= MONTHS; month++) {
                                int wanted = month;
                                row.add(new BigDecimal(unit.cells().stream()
                                        .filter(cell -> cell.month() == wanted)
                                        .map(Cell::hours)
                                        .findFirst()
                                        .orElse("0.0")));
                            }
                            row.add(new BigDecimal(unit.total()));
                            return row;
                        })
                        .toList());
    }
}
