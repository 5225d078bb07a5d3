package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.quiz.Question;

/// A row of the sheet that teachers fill in.
record SheetRow(Map<SheetColumn, String> cells) {
    private static final Map<String, Question.Kind> KINDS = Map.ofEntries(
            Map.entry("单选", Question.Kind.SINGLE),
            Map.entry("single", Question.Kind.SINGLE),
            Map.entry("single choice", Question.Kind.SINGLE),
            Map.entry("多选", Question.Kind.MULTIPLE),
            Map.entry("不定项", Question.Kind.MULTIPLE),
            Map.entry("multiple", Question.Kind.MULTIPLE),
            Map.entry("multiple choice", Question.Kind.MULTIPLE),
            Map.entry("判断", Question.Kind.TRUE_FALSE),
            Map.entry("true/false", Question.Kind.TRUE_FALSE),
            Map.entry("true-false", Question.Kind.TRUE_FALSE),
            Map.entry("填空", Question.Kind.FILL_IN),
            Map.entry("fill-in", Question.Kind.FILL_IN),
            Map.entry("fill in", Question.Kind.FILL_IN));
    private static final Set<String> TRUE = Set.of("对", "正确", "是", "√", "✓", "t", "true", "yes", "y");
    private static final Set<String> FALSE = Set.of("错", "错误", "否", "×", "✗", "x", "f", "false", "no", "n");
    /// Signs of an answer; far more would take the pattern more room than there is.
    private static final int LETTERS_AT_MOST = 64;

    private static final Pattern LETTERS = Pattern.compile("[A-J](?:[,，、;； ]*[A-J])*");

    SheetRow {
        cells = Map.copyOf(cells);
    }

    private String cell(SheetColumn.Is is) {
        return cells.getOrDefault(new SheetColumn(is, -1), "");
    }

    /// @throws UnfitQuestion with the row, if it is none
    Asked asked(int number) throws UnfitQuestion {
        String word = cell(SheetColumn.Is.KIND).toLowerCase(Locale.ROOT).replaceFirst("题$", "");
        Question.Kind kind = Optional.ofNullable(KINDS.get(word))
                .orElseThrow(() -> new UnfitQuestion(number, Said.of(Sentence.ROW_KIND)));
        String text = cell(SheetColumn.Is.TEXT);
        String name = cell(SheetColumn.Is.NAME);
        String explanation = cell(SheetColumn.Is.EXPLANATION);
        String answer = cell(SheetColumn.Is.ANSWER);
        if (answer.isEmpty()) {
            throw new UnfitQuestion(number, Said.of(Sentence.ROW_NO_ANSWER));
        }
        List<String> options = options(number);
        return switch (kind) {
            case SINGLE, MULTIPLE ->
                Asked.choice(
                        name,
                        kind == Question.Kind.MULTIPLE,
                        text,
                        new Asked.Options(options, letters(number, answer)),
                        explanation);
            case TRUE_FALSE -> {
                requireNone(number, options);
                yield Asked.statement(name, text, truth(number, answer), explanation);
            }
            case FILL_IN -> {
                requireNone(number, options);
                yield Asked.blanks(name, text, blanks(answer), explanation);
            }
        };
    }

    private List<String> options(int number) throws UnfitQuestion {
        List<String> options = new ArrayList<>();
        for (int place = 0; place < Question.OPTIONS; place++) {
            String option = cells.getOrDefault(new SheetColumn(SheetColumn.Is.OPTION, place), "");
            if (!option.isEmpty() && options.size() < place) {
                throw new UnfitQuestion(number, Said.of(Sentence.ROW_OPTION_GAP, Asked.letter(place)));
            }
            if (!option.isEmpty()) {
                options.add(option);
            }
        }
        return options;
    }

    private static void requireNone(int number, List<String> options) throws UnfitQuestion {
        if (!options.isEmpty()) {
            throw new UnfitQuestion(number, Said.of(Sentence.ROW_NEEDLESS_OPTIONS));
        }
    }

    private static List<Integer> letters(int number, String answer) throws UnfitQuestion {
        String letters = answer.toUpperCase(Locale.ROOT);
        if (letters.length() > LETTERS_AT_MOST || !LETTERS.matcher(letters).matches()) {
            throw new UnfitQuestion(number, Said.of(Sentence.ROW_LETTERS));
        }
        return letters.chars()
                .filter(sign -> sign >= 'A' && sign <= 'J')
                .mapToObj(sign -> sign - 'A')
                .toList();
    }

    private static boolean truth(int number, String answer) throws UnfitQuestion {
        String word = answer.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new UnfitQuestion(number, Said.of(Sentence.ROW_TRUTH));
        }
        return TRUE.contains(word);
    }

    /// Between blanks stands a semicolon, between wordings of one a stroke.
    private static List<List<String>> blanks(String answer) {
        return Arrays.stream(answer.split("[;；]", -1))
                .map(blank -> Arrays.stream(blank.split("[|｜]", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
