package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// An answer as Moodle weighs it. Terminals mark all or nothing, so only weights that say no more than right or wrong
/// are taken.
///
/// @param percent what choosing it is worth
/// @param feedback said after it is chosen; empty where nothing is
record Weighed(String text, double percent, String feedback) {
    private static final double WHOLE = 100;

    /// Weights are written with a few digits: a third is 33.333.
    private static final double ROUNDING = 1;

    private boolean isWhole() {
        return Math.abs(percent - WHOLE) < ROUNDING;
    }

    /// One of them is all right, and the others are worth nothing.
    static Asked.Options single(int number, List<Weighed> all) throws UnfitQuestion {
        List<Integer> right = placesOf(all);
        if (right.size() != 1 || !all.get(right.getFirst()).isWhole()) {
            throw new UnfitQuestion(number, Said.of(Sentence.WEIGHT_ONE));
        }
        return options(all, right);
    }

    /// Those that are right have equal shares of the whole.
    static Asked.Options several(int number, List<Weighed> all) throws UnfitQuestion {
        List<Integer> right = placesOf(all);
        double sum =
                right.stream().mapToDouble(place -> all.get(place).percent()).sum();
        double share = right.isEmpty() ? 0 : sum / right.size();
        if (right.isEmpty()
                || Math.abs(sum - WHOLE) > ROUNDING
                || right.stream().anyMatch(place -> Math.abs(all.get(place).percent() - share) > ROUNDING)) {
            throw new UnfitQuestion(number, Said.of(Sentence.WEIGHT_SEVERAL));
        }
        return options(all, right);
    }

    /// What may be written: those that are worth all of it. What is worth nothing is a known mistake and is left out.
    static List<String> wordings(int number, List<Weighed> all) throws UnfitQuestion {
        List<String> wordings = new ArrayList<>();
        for (Weighed one : all) {
            if (one.percent() > 0 && !one.isWhole()) {
                throw new UnfitQuestion(number, Said.of(Sentence.WEIGHT_PARTLY));
            }
            if (one.isWhole() && !wordings.contains(one.text())) {
                wordings.add(one.text());
            }
        }
        return wordings;
    }

    /// The explanation of a question: what is said of all answers, then what is said of each.
    static String explanation(String general, List<Weighed> all) {
        StringBuilder said = new StringBuilder(general);
        for (Weighed one : all) {
            if (!one.feedback().isEmpty()) {
                said.append(said.isEmpty() ? "" : "\n")
                        .append(one.text())
                        .append("：")
                        .append(one.feedback());
            }
        }
        return said.toString();
    }

    private static List<Integer> placesOf(List<Weighed> all) {
        return IntStream.range(0, all.size())
                .filter(place -> all.get(place).percent() > 0)
                .boxed()
                .toList();
    }

    private static Asked.Options options(List<Weighed> all, List<Integer> right) {
        return new Asked.Options(all.stream().map(Weighed::text).toList(), right);
    }
}
