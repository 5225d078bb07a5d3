package org.hongting.central.console;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.sheet.Sheet;
import org.hongting.central.quiz.Attempt;
import org.hongting.central.quiz.ContestBoard;
import org.hongting.central.quiz.Counting;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizResults;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.Words;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;
import org.springframework.stereotype.Component;

/// The lines of a quiz's pages, which are those of the files that leave them: what is exported is what is seen.
@Component
class QuizBook {
    private final Members members;
    private final ContestBoard board;
    private final PageTimes times;
    private final ZoneId zone;

    QuizBook(Members members, ContestBoard board, PageTimes times, ZoneId siteZone) {
        this.members = members;
        this.board = board;
        this.times = times;
        this.zone = siteZone;
    }

    /// What a list is asked for.
    ///
    /// @param within the units that are looked at; empty for all
    /// @param all whether attempts that are nobody's result are listed too
    record Asked(String text, Set<BranchId> within, boolean all) {}

    /// One attempt in a list.
    ///
    /// @param place in a contest; empty elsewhere
    public record Line(
            String place,
            String number,
            String name,
            String branch,
            Attempt attempt,
            Counting.Standing standing,
            boolean result) {
        public String points() {
            return attempt.marks().map(marks -> QuizBook.points(marks.score())).orElse("");
        }

        public String percent() {
            return attempt.marks().map(marks -> marks.score().percent() + "%").orElse("");
        }

        public long used() {
            return attempt.marks().map(Attempt.Marks::used).orElse(0L);
        }

        public String state() {
            return result ? "result" : standing.word();
        }
    }

    /// How many of a unit's own people have a result.
    public record Unit(String id, String name, int depth, int asked, int taken) {
        public int percent() {
            return asked == 0 ? 0 : taken * 100 / asked;
        }
    }

    /// Hundredths as people write them, `4.5 / 5`.
    static String points(Score score) {
        return plain(score.points()) + " / " + plain(score.of());
    }

    static String plain(int hundredths) {
        BigDecimal number = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }

    /// What the pages of a quiz are made of: read once, however many parts of a page look at it.
    ///
    /// @param people of those who have an attempt, whom the centre knows
    record Look(Quiz quiz, BranchTree tree, List<Counting.Judged> judged, Map<MemberId, Member> people) {
        Set<MemberId> taken() {
            return judged.stream()
                    .filter(Counting.Judged::isResult)
                    .map(one -> one.attempt().member())
                    .collect(Collectors.toSet());
        }
    }

    Look look(Transaction transaction, BranchTree tree, Quiz quiz) {
        List<Counting.Judged> judged = QuizResults.of(transaction, quiz, zone);
        Set<MemberId> people =
                judged.stream().map(one -> one.attempt().member()).collect(Collectors.toSet());
        return new Look(quiz, tree, judged, members.some(transaction, people));
    }

    ContestBoard.Board board(Transaction transaction, Look look) {
        return board.of(transaction, look.quiz(), look.judged());
    }

    /// Results first, by their place or by name; then what is nobody's result.
    List<Line> lines(Look look, Asked asked) {
        Map<MemberId, Integer> places = look.quiz().isContest() ? ContestBoard.places(look.judged()) : Map.of();
        List<Line> lines = new ArrayList<>();
        for (Counting.Judged judged : look.judged()) {
            Member member = look.people().get(judged.attempt().member());
            if ((judged.isResult() || asked.all()) && isAsked(member, asked)) {
                lines.add(line(look.tree(), member, judged, places));
            }
        }
        lines.sort(java.util.Comparator.comparing((Line line) -> !line.result())
                .thenComparingInt(line -> line.place().isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(line.place()))
                .thenComparing(Line::number)
                .thenComparing(line -> line.attempt().begun().at()));
        return lines;
    }

    private static boolean isAsked(@org.jspecify.annotations.Nullable Member member, Asked asked) {
        String text = asked.text().strip();
        if (member == null) {
            return text.isEmpty() && asked.within().isEmpty();
        }
        return (asked.within().isEmpty() || asked.within().contains(member.branch()))
                && (member.name().contains(text) || member.studentNumber().startsWith(text));
    }

    private static Line line(
            BranchTree tree,
            @org.jspecify.annotations.Nullable Member member,
            Counting.Judged judged,
            Map<MemberId, Integer> places) {
        Integer place = judged.isResult() ? places.get(judged.attempt().member()) : null;
        return new Line(
                place == null ? "" : place.toString(),
                member == null ? "" : member.studentNumber(),
                member == null ? judged.attempt().member().value() : member.name(),
                member == null ? "" : tree.name(member.branch()),
                judged.attempt(),
                judged.standing(),
                judged.isResult());
    }

    Sheet sheet(Look look, Asked asked) {
        return new Sheet(
                "成绩",
                List.of("名次", "学号", "姓名", "支部", "得分", "满分", "百分比", "用时秒", "开始时间", "时间可信度", "终端", "状态"),
                lines(look, asked).stream().map(this::row).toList());
    }

    private List<Object> row(Line line) {
        Score score = line.attempt().marks().map(Attempt.Marks::score).orElse(new Score(0, 0));
        return List.of(
                line.place().isEmpty() ? "" : new BigDecimal(line.place()),
                line.number(),
                line.name(),
                line.branch(),
                new BigDecimal(plain(score.points())),
                new BigDecimal(plain(score.of())),
                BigDecimal.valueOf(score.percent()),
                BigDecimal.valueOf(line.used() / 1000),
                times.stamp(line.attempt().begun().at()),
                Words.of(line.attempt().begun().provenance()),
                line.attempt().name().terminal().value(),
                line.state());
    }

    /// The units that are asked, with who of each has a result.
    List<Unit> units(Transaction transaction, Look look) {
        Set<MemberId> taken = look.taken();
        Map<BranchId, List<Member>> people =
                people(transaction, look.tree(), look.quiz()).stream().collect(Collectors.groupingBy(Member::branch));
        return look.tree().places().stream()
                .filter(place -> people.containsKey(place.branch().id()))
                .map(place -> {
                    List<Member> own = people.getOrDefault(place.branch().id(), List.of());
                    return new Unit(place.branch().id().value(), place.branch().name(), place.depth(), own.size(), (int)
                            own.stream().filter(one -> taken.contains(one.id())).count());
                })
                .toList();
    }

    /// Who is asked and has no result yet.
    List<Member> missing(Transaction transaction, BranchTree tree, Quiz quiz, Set<BranchId> within) {
        Set<MemberId> taken = look(transaction, tree, quiz).taken();
        return people(transaction, tree, quiz).stream()
                .filter(member -> !taken.contains(member.id()))
                .filter(member -> within.isEmpty() || within.contains(member.branch()))
                .toList();
    }

    Sheet missingSheet(Transaction transaction, BranchTree tree, Quiz quiz, Set<BranchId> within) {
        return new Sheet(
                "未参加",
                List.of("学号", "姓名", "支部"),
                missing(transaction, tree, quiz, within).stream()
                        .map(member ->
                                List.<Object>of(member.studentNumber(), member.name(), tree.name(member.branch())))
                        .toList());
    }

    private Collection<Member> people(Transaction transaction, BranchTree tree, Quiz quiz) {
        Set<BranchId> audience = Quizzes.audience(tree, quiz.plan());
        return members.activeIn(
                transaction,
                audience.isEmpty()
                        ? tree.places().stream()
                                .map(place -> place.branch().id())
                                .toList()
                        : audience);
    }

    static String word(QuizEntry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
