package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.jspecify.annotations.Nullable;

/// A question as a file asks it, before anybody knows whether it can be one.
///
/// @param name what the file calls it; empty where it does not
/// @param options empty unless something is chosen
/// @param right places of the right options, counted from 0
/// @param blanks what is right in each blank; empty unless words are filled in
/// @param explanation empty where there is none
record Asked(
        String name,
        Question.Kind kind,
        String text,
        List<String> options,
        List<Integer> right,
        boolean statement,
        List<List<String>> blanks,
        String explanation) {
    private static final Pattern GAP = Pattern.compile("_{3,}");

    Asked {
        options = List.copyOf(options);
        right = right.stream().distinct().sorted().toList();
        blanks = blanks.stream().map(List::copyOf).toList();
    }

    static Asked choice(String name, boolean several, String text, Options options, String explanation) {
        return new Asked(
                name,
                several ? Question.Kind.MULTIPLE : Question.Kind.SINGLE,
                text,
                options.texts(),
                options.right(),
                false,
                List.of(),
                explanation);
    }

    static Asked statement(String name, String text, boolean isTrue, String explanation) {
        return new Asked(name, Question.Kind.TRUE_FALSE, text, List.of(), List.of(), isTrue, List.of(), explanation);
    }

    static Asked blanks(String name, String text, List<List<String>> blanks, String explanation) {
        return new Asked(name, Question.Kind.FILL_IN, text, List.of(), List.of(), false, blanks, explanation);
    }

    /// What can be chosen.
    ///
    /// @param right places of the right ones, counted from 0
    record Options(List<String> texts, List<Integer> right) {
        Options {
            texts = List.copyOf(texts);
            right = List.copyOf(right);
        }
    }

    /// Everything for which it cannot be a question; the rest is for [Question] itself to see.
    List<Said> wrong() {
        List<Said> wrong = new ArrayList<>();
        checkText(wrong, Said.of(Sentence.THE_QUESTION), text, Question.TEXT);
        if (!explanation.isEmpty()) {
            checkText(wrong, Said.of(Sentence.THE_EXPLANATION), explanation, Question.TEXT);
        }
        if (kind == Question.Kind.SINGLE || kind == Question.Kind.MULTIPLE) {
            checkOptions(wrong);
        }
        if (kind == Question.Kind.FILL_IN) {
            checkBlanks(wrong);
        }
        return wrong;
    }

    private void checkOptions(List<Said> wrong) {
        if (options.size() < 2 || options.size() > Question.OPTIONS) {
            wrong.add(Said.of(Sentence.OPTION_COUNT, options.size(), Question.OPTIONS));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            checkText(wrong, Said.of(Sentence.THE_OPTION, letter(i)), options.get(i), Question.OPTION);
            if (!seen.add(options.get(i))) {
                wrong.add(Said.of(Sentence.OPTION_TWICE, letter(i)));
            }
        }
        if (right.isEmpty()) {
            wrong.add(Said.of(Sentence.RIGHT_MISSING));
        } else if (kind == Question.Kind.SINGLE && right.size() > 1) {
            wrong.add(Said.of(Sentence.RIGHT_SEVERAL));
        } else if (right.getLast() >= options.size()) {
            wrong.add(Said.of(Sentence.RIGHT_NOT_THERE, letter(right.getLast())));
        }
    }

    private void checkBlanks(List<Said> wrong) {
        if (blanks.isEmpty() || blanks.size() > Question.BLANKS) {
            wrong.add(Said.of(Sentence.BLANK_COUNT, blanks.size(), Question.BLANKS));
        }
        long gaps = GAP.matcher(text).results().count();
        if (gaps > 0 && gaps != blanks.size()) {
            wrong.add(Said.of(Sentence.GAPS_DIFFER, gaps, blanks.size()));
        }
        for (List<String> wordings : blanks) {
            if (wordings.isEmpty() || wordings.size() > Question.WORDINGS) {
                wrong.add(Said.of(Sentence.WORDING_COUNT, wordings.size(), Question.WORDINGS));
            }
            wordings.forEach(wording -> checkText(wrong, Said.of(Sentence.AN_ANSWER), wording, Question.OPTION));
        }
    }

    private static void checkText(List<Said> wrong, Said what, String text, int most) {
        if (text.isBlank()) {
            wrong.add(Said.of(Sentence.TEXT_MISSING, what));
        } else if (text.length() > most) {
            wrong.add(Said.of(Sentence.TEXT_TOO_LONG, what, text.length(), most));
        } else if (!QuestionText.canBeSeen(text)) {
            wrong.add(Said.of(Sentence.TEXT_UNSEEN, what));
        }
    }

    /// A, B, C … for 0, 1, 2 …
    static String letter(int place) {
        return place < 26 ? String.valueOf((char) ('A' + place)) : String.valueOf(place + 1);
    }

    Question question(QuestionId id) {
        boolean chooses = kind == Question.Kind.SINGLE || kind == Question.Kind.MULTIPLE;
        return new Question(
                id,
                kind,
                text,
                chooses ? options : null,
                chooses ? right : null,
                kind == Question.Kind.TRUE_FALSE ? (@Nullable Boolean) statement : null,
                kind == Question.Kind.FILL_IN ? blanks : null,
                explanation.isEmpty() ? null : explanation);
    }
}
