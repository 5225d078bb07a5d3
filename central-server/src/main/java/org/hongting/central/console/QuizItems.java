package org.hongting.central.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hongting.central.quiz.ItemAnalysis;
import org.hongting.central.quiz.QuestionBanks;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizResults;
import org.hongting.central.quiz.QuizRulings;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;
import org.springframework.ui.Model;

/// What the page of a quiz's questions shows: each with its key, its numbers and what was ruled about it.
final class QuizItems {
    private static final String NONE = "–";

    private QuizItems() {}

    /// One option, or one side of a statement.
    ///
    /// @param letter empty for a statement
    /// @param text `true` or `false` for a statement
    public record Choice(String letter, String text, boolean right, int chosen, int percent) {}

    /// One question.
    ///
    /// @param verdict what was ruled last; empty for nothing
    public record Row(ItemAnalysis.Analysed analysed, List<Choice> choices, String verdict) {
        public String facility() {
            return number(OptionalDouble.of(analysed.facility()));
        }

        public String discrimination() {
            return number(analysed.discrimination());
        }

        /// How many of a hundred skipped it.
        public int skippedPercent() {
            return analysed.asked() == 0 ? 0 : analysed.skipped() * 100 / analysed.asked();
        }

        public String correlation() {
            return number(analysed.correlation());
        }
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : NONE;
    }

    static void show(Transaction transaction, Quiz quiz, QuestionBanks banks, Model model) {
        List<QuizRulings.Ruled> rulings = QuizRulings.ofQuestions(transaction, quiz.id());
        Map<String, String> verdicts = new HashMap<>();
        rulings.reversed().forEach(ruled -> verdicts.put(ruled.about(), ruled.verdict()));
        List<Question> bank = banks.find(transaction, quiz.bank())
                .map(found -> found.questions())
                .orElse(List.of());
        List<ItemAnalysis.Sheet> sheets = QuizResults.sheets(transaction, quiz.id());
        List<Row> rows = ItemAnalysis.of(bank, sheets).stream()
                .map(one -> new Row(
                        one,
                        choices(one),
                        verdicts.getOrDefault(one.question().id().value(), "")))
                .sorted(java.util.Comparator.comparing((Row row) -> !isSuspect(row)))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("sheets", sheets.size());
        model.addAttribute("enough", ItemAnalysis.ENOUGH);
        model.addAttribute("rulings", rulings);
        model.addAttribute("noteCharacters", QuizRulings.NOTE_CHARACTERS);
    }

    private static boolean isSuspect(Row row) {
        return row.analysed().flags().contains(ItemAnalysis.Flag.KEY)
                || row.analysed().flags().contains(ItemAnalysis.Flag.NEGATIVE);
    }

    private static List<Choice> choices(ItemAnalysis.Analysed analysed) {
        Question question = analysed.question();
        List<String> options = question.options();
        List<Integer> right = question.right();
        if (question.statement() != null) {
            return List.of(
                    choice(analysed, 0, "", "true", question.statement()),
                    choice(analysed, 1, "", "false", !question.statement()));
        }
        if (options == null || right == null) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        for (int place = 0; place < options.size(); place++) {
            choices.add(choice(analysed, place, letter(place), options.get(place), right.contains(place)));
        }
        return choices;
    }

    private static Choice choice(
            ItemAnalysis.Analysed analysed, int place, String letter, String text, boolean isRight) {
        int chosen = analysed.chosen().get(place);
        return new Choice(letter, text, isRight, chosen, analysed.asked() == 0 ? 0 : chosen * 100 / analysed.asked());
    }

    static String letter(int place) {
        return Character.toString('A' + place);
    }

    /// An answer, or the key, as people read it: letters in the bank's order, words as they were written.
    ///
    /// @param yes the word for a true statement
    static String words(Answer answer, String yes, String no) {
        if (answer.chosen() != null) {
            return answer.chosen().isEmpty()
                    ? NONE
                    : String.join(
                            "", answer.chosen().stream().map(QuizItems::letter).toList());
        }
        if (answer.filled() != null) {
            return String.join("；", answer.filled());
        }
        return Boolean.TRUE.equals(answer.said()) ? yes : no;
    }

    static String key(Question question, String yes, String no) {
        List<Integer> right = question.right();
        if (right != null) {
            return words(Answer.chosen(right), yes, no);
        }
        List<List<String>> blanks = question.blanks();
        if (blanks != null) {
            return String.join(
                    "；",
                    IntStream.range(0, blanks.size())
                            .mapToObj(i -> String.join(" / ", blanks.get(i)))
                            .toList());
        }
        return Boolean.TRUE.equals(question.statement()) ? yes : no;
    }
}
