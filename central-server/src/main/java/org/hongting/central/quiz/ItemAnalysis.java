package org.hongting.central.quiz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Question;

/// How good questions were, by classical test theory (Lord and Novick, *Statistical Theories of Mental Test Scores*,
/// 1968). Marks are those of the key, before anybody ruled: a key that is wrong is to be seen.
///
/// - Facility: the mean of what the question was worth to whoever was asked it, from 0 to 1.
/// - Discrimination: facility in the upper less facility in the lower group, which are the 27 per cent with the highest
/// and lowest score (Kelley, *The selection of upper and lower groups for the validation of test items*, Journal of
/// Educational Psychology 30, 1939), rounded, at least one. Who ties at a border stands by the order of the sheets.
/// - Point-biserial: Pearson's correlation of the mark with the score on all other questions, so that a question does
/// not
/// correlate with itself. Absent where one of both never varies.
///
/// - Skipped: no answer, or one with nothing in it (no option chosen, every blank left empty, as 「不会」 leaves them). It
/// is worth nothing in all three numbers, as in number-right scoring and in the marks that people get. It is no
/// distractor: options and skips together are whoever was asked, except where several options may be chosen. The median
/// is of those who answered.
///
/// Where everybody has other questions a score is the share of what their own paper could reach.
public final class ItemAnalysis {
    /// Below so many answers numbers say more about chance than about the question.
    public static final int ENOUGH = 30;

    private static final double KELLEY = 0.27;
    private static final double FULL = Marking.FULL;

    private ItemAnalysis() {}

    /// One person's paper, marked by the key.
    public record Sheet(List<Item> items) {
        public Sheet {
            items = List.copyOf(items);
        }

        double share() {
            return items.stream().mapToInt(Item::points).average().orElse(0) / FULL;
        }

        /// The share reached in all other questions.
        OptionalDouble without(Item item) {
            return items.stream()
                    .filter(other -> !other.question().equals(item.question()))
                    .mapToDouble(other -> other.points() / FULL)
                    .average();
        }
    }

    /// @param points by the key
    /// @param answer empty where the question was skipped: one with nothing in it says the same
    /// @param took milliseconds that its answer took
    public record Item(QuestionId question, int points, Optional<Answer> answer, long took) {
        public Item {
            answer = answer.filter(ItemAnalysis::saysSomething);
        }
    }

    private static boolean saysSomething(Answer answer) {
        List<Integer> chosen = answer.chosen();
        List<String> filled = answer.filled();
        return answer.said() != null
                || (chosen != null && !chosen.isEmpty())
                || (filled != null && !filled.stream().allMatch(String::isBlank));
    }

    /// What may be wrong with a question.
    public enum Flag {
        /// Those who know less do better at it.
        NEGATIVE,
        /// Among the better ones a wrong option is chosen more often than the right one.
        KEY,
        TOO_FEW;

        public String word() {
            return Words.of(this);
        }
    }

    /// One question.
    ///
    /// @param chosen how often each option was chosen, in the bank's order; of a statement how often it was
    /// called true, and how often false; empty where words are filled in
    /// @param median milliseconds; 0 where nobody answered
    public record Analysed(
            Question question,
            int asked,
            int skipped,
            double facility,
            OptionalDouble discrimination,
            OptionalDouble correlation,
            List<Integer> chosen,
            long median,
            Set<Flag> flags) {}

    private record Seen(Item item, double share, OptionalDouble rest) {}

    /// Every question that was asked, in the bank's order.
    public static List<Analysed> of(List<Question> bank, List<Sheet> sheets) {
        Map<QuestionId, List<Seen>> seen = new HashMap<>();
        for (Sheet sheet : sheets) {
            double share = sheet.share();
            for (Item item : sheet.items()) {
                seen.computeIfAbsent(item.question(), id -> new ArrayList<>())
                        .add(new Seen(item, share, sheet.without(item)));
            }
        }
        return bank.stream()
                .filter(question -> seen.containsKey(question.id()))
                .map(question -> analysed(question, seen.getOrDefault(question.id(), List.of())))
                .toList();
    }

    private static Analysed analysed(Question question, List<Seen> seen) {
        List<Seen> ranked = seen.stream()
                .sorted(Comparator.comparingDouble(Seen::share).reversed())
                .toList();
        int group = Math.max(1, (int) Math.round(ranked.size() * KELLEY));
        List<Seen> upper = ranked.subList(0, group);
        OptionalDouble discrimination = ranked.size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(facility(upper) - facility(ranked.subList(ranked.size() - group, ranked.size())));
        OptionalDouble correlation = correlation(seen);
        return new Analysed(
                question,
                seen.size(),
                (int) seen.stream().filter(one -> one.item().answer().isEmpty()).count(),
                facility(seen),
                discrimination,
                correlation,
                chosen(question, seen),
                median(seen),
                flags(question, seen, upper, discrimination));
    }

    private static double facility(List<Seen> seen) {
        return seen.stream().mapToInt(one -> one.item().points()).average().orElse(0) / FULL;
    }

    private static Set<Flag> flags(
            Question question, List<Seen> seen, List<Seen> upper, OptionalDouble discrimination) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (seen.size() < ENOUGH) {
            flags.add(Flag.TOO_FEW);
        }
        if (discrimination.orElse(0) < 0) {
            flags.add(Flag.NEGATIVE);
        }
        if (isKeyBeaten(question, upper)) {
            flags.add(Flag.KEY);
        }
        return flags;
    }

    private static boolean isKeyBeaten(Question question, List<Seen> upper) {
        if (question.kind() == Question.Kind.FILL_IN) {
            return false;
        }
        Map<String, Integer> answers = new TreeMap<>();
        String key =
                question.statement() == null ? String.valueOf(question.right()) : String.valueOf(question.statement());
        for (Seen one : upper) {
            one.item()
                    .answer()
                    .ifPresent(answer -> answers.merge(
                            answer.said() == null ? String.valueOf(answer.chosen()) : String.valueOf(answer.said()),
                            1,
                            Integer::sum));
        }
        int right = answers.getOrDefault(key, 0);
        return answers.values().stream().anyMatch(often -> often > right);
    }

    private static List<Integer> chosen(Question question, List<Seen> seen) {
        if (question.kind() == Question.Kind.TRUE_FALSE) {
            return List.of(said(seen, true), said(seen, false));
        }
        List<Integer> chosen = new ArrayList<>(java.util.Collections.nCopies(question.choices(), 0));
        for (Seen one : seen) {
            List<Integer> places = one.item().answer().map(Answer::chosen).orElse(List.of());
            new HashSet<>(places)
                    .stream()
                            .filter(place -> place < chosen.size())
                            .forEach(place -> chosen.set(place, chosen.get(place) + 1));
        }
        return List.copyOf(chosen);
    }

    private static int said(List<Seen> seen, boolean isTrue) {
        return (int) seen.stream()
                .filter(one -> one.item()
                        .answer()
                        .map(Answer::said)
                        .filter(said -> said == isTrue)
                        .isPresent())
                .count();
    }

    private static long median(List<Seen> seen) {
        List<Long> took = seen.stream()
                .filter(one -> one.item().answer().isPresent())
                .map(one -> one.item().took())
                .sorted()
                .toList();
        if (took.isEmpty()) {
            return 0;
        }
        int middle = took.size() / 2;
        return took.size() % 2 == 1 ? took.get(middle) : (took.get(middle - 1) + took.get(middle)) / 2;
    }

    private static OptionalDouble correlation(List<Seen> seen) {
        List<Seen> whole = seen.stream().filter(one -> one.rest().isPresent()).toList();
        double meanMark =
                whole.stream().mapToInt(one -> one.item().points()).average().orElse(0);
        double meanRest = whole.stream()
                .mapToDouble(one -> one.rest().orElse(0))
                .average()
                .orElse(0);
        double both = 0;
        double marks = 0;
        double rests = 0;
        for (Seen one : whole) {
            double mark = one.item().points() - meanMark;
            double rest = one.rest().orElse(0) - meanRest;
            both += mark * rest;
            marks += mark * mark;
            rests += rest * rest;
        }
        // Rounding leaves a trace of variance where there is none.
        return marks < 1e-9 || rests < 1e-12
                ? OptionalDouble.empty()
                : OptionalDouble.of(both / Math.sqrt(marks * rests));
    }
}
