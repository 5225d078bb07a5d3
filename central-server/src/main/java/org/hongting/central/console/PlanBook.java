package org.hongting.central.console;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.platform.sheet.Sheet;
import org.hongting.central.study.PlanProgress;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;

/// The lines of the page about one plan, which are those of the files that leave it: what is exported is what is seen.
final class PlanBook {
    private PlanBook() {}

    /// Which people are listed.
    public enum Shown {
        ALL,
        NOT_BEGUN,
        UNDER_WAY,
        DONE,
        OVERDUE,
        LATE;

        public String word() {
            return Words.of(this);
        }

        static Shown of(String word) {
            return Stream.of(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst()
                    .orElse(ALL);
        }

        boolean shows(PlanProgress.Person person) {
            return switch (this) {
                case ALL -> true;
                case NOT_BEGUN -> person.state() == PlanProgress.State.NOT_BEGUN;
                case UNDER_WAY -> person.state() == PlanProgress.State.UNDER_WAY;
                case DONE -> person.state() == PlanProgress.State.DONE;
                case OVERDUE -> person.overdue();
                case LATE -> person.isLate();
            };
        }
    }

    /// What the page is asked for.
    ///
    /// @param within the units that are looked at; empty for all
    record Asked(String text, Set<BranchId> within, Shown shown) {}

    /// One person.
    public record Line(
            MemberId id,
            String number,
            String name,
            String branch,
            PlanProgress.Person person,
            List<PlanProgress.InCourse> courses) {
        /// Of all that may be said about somebody, what matters most.
        public String state() {
            return person.overdue()
                    ? Shown.OVERDUE.word()
                    : person.isLate() ? Shown.LATE.word() : person.state().word();
        }
    }

    /// @param totals of everybody in the units that are looked at, whoever is searched for
    /// @param lines of those who are searched for
    record Found(PlanProgress.Totals totals, List<Line> lines) {}

    static Found find(BranchTree tree, PlanProgress.Progress progress, Asked asked) {
        List<PlanProgress.Person> people = progress.people().stream()
                .filter(person -> asked.within().isEmpty()
                        || asked.within().contains(person.member().branch()))
                .toList();
        String wanted = asked.text().strip().toLowerCase(Locale.ROOT);
        return new Found(
                PlanProgress.Totals.of(people),
                people.stream()
                        .filter(asked.shown()::shows)
                        .filter(person -> isWanted(person.member(), wanted))
                        .map(person -> line(tree, person))
                        .toList());
    }

    private static boolean isWanted(Member member, String wanted) {
        return member.name().toLowerCase(Locale.ROOT).contains(wanted)
                || member.studentNumber().toLowerCase(Locale.ROOT).startsWith(wanted);
    }

    private static Line line(BranchTree tree, PlanProgress.Person person) {
        Member member = person.member();
        return new Line(
                member.id(),
                member.studentNumber(),
                member.name(),
                tree.name(member.branch()),
                person,
                person.courses());
    }

    static Sheet sheet(PlanProgress.Progress progress, Found found) {
        List<String> header = new ArrayList<>(List.of("学号", "姓名", "支部", "完成门数", "应学门数", "进度%", "状态"));
        progress.courses().forEach(course -> header.add(course.title()));
        return new Sheet(
                "学习计划进度", header, found.lines().stream().map(PlanBook::row).toList());
    }

    private static List<Object> row(Line line) {
        List<Object> row = new ArrayList<>(List.of(
                line.number(),
                line.name(),
                line.branch(),
                BigDecimal.valueOf(line.person().done()),
                BigDecimal.valueOf(line.courses().size()),
                BigDecimal.valueOf(line.person().percent()),
                state(line)));
        line.courses().forEach(course -> row.add(words(course)));
        return row;
    }

    private static String state(Line line) {
        if (line.person().overdue()) {
            return "逾期未完成";
        }
        return switch (line.person().state()) {
            case NOT_BEGUN -> "未开始";
            case UNDER_WAY -> "进行中";
            case DONE -> line.person().isLate() ? "逾期完成" : "已完成";
        };
    }

    private static String words(PlanProgress.InCourse course) {
        return switch (course.state()) {
            case NOT_BEGUN -> "未开始";
            case UNDER_WAY -> course.isBeforeTest() ? "待通过测验" : course.percent() + "%";
            case DONE -> "已完成 " + course.done().map(Object::toString).orElse("") + (course.late() ? "(逾期)" : "");
        };
    }
}
