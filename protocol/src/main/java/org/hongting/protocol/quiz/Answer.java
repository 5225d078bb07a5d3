package org.hongting.protocol.quiz;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody answered, told in the bank's own order and not in the order of their paper: so it can be marked by
/// whoever has the bank.
///
/// @param chosen places of the chosen options in the bank, counted from 0, in order; absent unless options were chosen
/// @param said whether they called the statement true; absent unless that was the question
/// @param filled what they wrote into each blank, empty where nothing; absent unless words were filled in
public record Answer(
        @Nullable List<Integer> chosen,
        @Nullable Boolean said,
        @Nullable List<String> filled) {
    public Answer {
        chosen = chosen == null ? null : List.copyOf(chosen);
        filled = filled == null ? null : List.copyOf(filled);
        if (Stream.of(chosen, said, filled).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("an answer is of one kind");
        }
        if (chosen != null
                && (chosen.size() > Question.OPTIONS
                        || !chosen.equals(chosen.stream().distinct().sorted().toList())
                        || chosen.stream().anyMatch(place -> place < 0 || place >= Question.OPTIONS))) {
            throw new IllegalArgumentException("chosen options stand in order");
        }
        if (filled != null
                && (filled.size() > Question.BLANKS
                        || filled.stream().anyMatch(words -> words.length() > Question.OPTION))) {
            throw new IllegalArgumentException("too much was filled in");
        }
    }

    public static Answer chosen(List<Integer> places) {
        return new Answer(places.stream().sorted().toList(), null, null);
    }

    public static Answer said(boolean isTrue) {
        return new Answer(null, isTrue, null);
    }

    public static Answer filled(List<String> words) {
        return new Answer(null, null, words);
    }

    /// Whether it answers a question of that kind.
    public boolean fits(Question question) {
        return switch (question.kind()) {
            case SINGLE -> chosen != null && chosen.size() <= 1 && isWithin(question);
            case MULTIPLE -> chosen != null && isWithin(question);
            case TRUE_FALSE -> said != null;
            case FILL_IN ->
                filled != null
                        && question.blanks() != null
                        && filled.size() == question.blanks().size();
        };
    }

    private boolean isWithin(Question question) {
        return chosen != null && (chosen.isEmpty() || chosen.getLast() < question.choices());
    }
}
