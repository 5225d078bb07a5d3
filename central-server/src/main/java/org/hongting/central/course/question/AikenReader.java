package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// Aiken, as Moodle documents it: a question on one line, options that begin with `A.` or `A)`, then `ANSWER: C`.
/// Several letters, as in `ANSWER: ABD`, make a question with several right options; Moodle has none of these.
final class AikenReader {
    static final Pattern ANSWER = Pattern.compile("(?i)ANSWER\\s*[:：](.*)");
    private static final Pattern OPTION = Pattern.compile("([A-Z])[.)](\\s++|(?=\\S))(.+)");
    /// Signs of an answer; far more would take the pattern more room than there is.
    private static final int LETTERS_AT_MOST = 64;

    private static final Pattern LETTERS = Pattern.compile("[A-Z](?:[,，、 ]*[A-Z])*");

    private final BankDraft draft = new BankDraft(BankProblem.Place.LINE);
    private final List<String> options = new ArrayList<>();
    private String text = "";
    private int begun;

    static BankReading read(String file) {
        AikenReader reader = new AikenReader();
        List<String> lines = file.lines().toList();
        for (int i = 0; i < lines.size() && !reader.draft.isFull(); i++) {
            String line = QuestionText.plain(lines.get(i));
            if (!line.isEmpty()) {
                reader.take(i + 1, line);
            }
        }
        reader.requireClosed(lines.size());
        return reader.draft.finished();
    }

    private void take(int number, String line) {
        Matcher answer = ANSWER.matcher(line);
        Matcher option = OPTION.matcher(line);
        if (answer.matches()) {
            close(number, answer.group(1).strip());
        } else if (begun > 0 && option.matches() && isOption(option)) {
            String expected = Asked.letter(options.size());
            if (!option.group(1).equals(expected)) {
                draft.problem(number, Said.of(Sentence.AIKEN_OPTION_ORDER, option.group(1), expected));
            }
            options.add(option.group(3).strip());
        } else {
            requireClosed(number - 1);
            begun = number;
            text = line;
        }
    }

    /// Moodle wants a blank behind the mark; files from elsewhere have none, and then the letter must be the next one,
    /// so that a question may begin with `U.S.`.
    private boolean isOption(Matcher option) {
        return !option.group(2).isEmpty() || option.group(1).equals(Asked.letter(options.size()));
    }

    private void close(int number, String answer) {
        String letters = answer.toUpperCase(Locale.ROOT);
        if (begun == 0) {
            draft.problem(number, Said.of(Sentence.AIKEN_ANSWER_ALONE));
        } else if (letters.length() > LETTERS_AT_MOST
                || !LETTERS.matcher(letters).matches()) {
            draft.problem(number, Said.of(Sentence.AIKEN_LETTERS));
        } else {
            List<Integer> right = letters.chars()
                    .filter(sign -> sign >= 'A' && sign <= 'Z')
                    .mapToObj(sign -> sign - 'A')
                    .toList();
            draft.add(begun, Asked.choice("", right.size() > 1, text, new Asked.Options(options, right), ""));
        }
        begun = 0;
        options.clear();
    }

    private void requireClosed(int last) {
        if (begun > 0) {
            draft.problem(
                    begun,
                    options.isEmpty()
                            ? Said.of(Sentence.AIKEN_TEXT_ALONE)
                            : Said.of(Sentence.AIKEN_NO_ANSWER, last + 1));
        }
        begun = 0;
        options.clear();
    }
}
