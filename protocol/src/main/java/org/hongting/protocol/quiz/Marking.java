package org.hongting.protocol.quiz;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an answer is worth, in hundredths of a question. The rules are ours; docs/quizzes.md has them in words.
///
/// 1. One option, and true or false: all or nothing.
/// 2. Several options: all for exactly the right ones. With part marks half for some of the right ones and no wrong
/// one;
///    without, nothing.
/// 3. Blanks: each the same share, rounded down over all. What is written is compared in Unicode's form NFKC, in small
///    letters, without white space and without punctuation.
/// 4. No answer, and one that does not fit the question: nothing.
public final class Marking {
    /// What a question is worth.
    public static final int FULL = 100;

    private static final int PART = 50;

    private static final Pattern UNMARKED = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}\\p{Z}\\p{Cf}]+");

    private Marking() {}

    /// @param part whether part of the right options is worth something
    public static int of(Question question, Optional<Answer> answer, boolean part) {
        return answer.filter(given -> given.fits(question))
                .map(given -> of(question, given, part))
                .orElse(0);
    }

    private static int of(Question question, Answer answer, boolean part) {
        if (answer.chosen() != null && question.right() != null) {
            return chosen(question.right(), answer.chosen(), part && question.kind() == Question.Kind.MULTIPLE);
        }
        if (answer.filled() != null && question.blanks() != null) {
            return filled(question.blanks(), answer.filled());
        }
        return answer.said() != null && answer.said().equals(question.statement()) ? FULL : 0;
    }

    private static int chosen(List<Integer> right, List<Integer> chosen, boolean part) {
        if (right.equals(chosen)) {
            return FULL;
        }
        return part && !chosen.isEmpty() && new HashSet<>(right).containsAll(chosen) ? PART : 0;
    }

    private static int filled(List<List<String>> blanks, List<String> filled) {
        int good = 0;
        for (int i = 0; i < blanks.size(); i++) {
            Set<String> wordings = new HashSet<>();
            blanks.get(i).forEach(wording -> wordings.add(plain(wording)));
            if (wordings.contains(plain(filled.get(i)))) {
                good++;
            }
        }
        return good * FULL / blanks.size();
    }

    /// What of a wording is compared. A wording that is nothing but punctuation is compared as it stands.
    static String plain(String words) {
        String form = Normalizer.normalize(words, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String bare = UNMARKED.matcher(form).replaceAll("");
        return bare.isEmpty() ? form.strip() : bare;
    }
}
