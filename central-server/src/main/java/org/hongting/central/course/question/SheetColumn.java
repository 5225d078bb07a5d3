package org.hongting.central.course.question;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hongting.protocol.quiz.Question;

/// A column of the sheet that teachers fill in.
///
/// @param option place of the option, counted from 0; -1 for the others
record SheetColumn(Is is, int option) {
    /// What a column holds. The first heading is the one that is written into the template.
    enum Is {
        NAME("编号", "ID"),
        KIND("题型", "TYPE", "KIND"),
        TEXT("题干", "题目", "QUESTION", "TEXT"),
        OPTION("选项", "OPTION", ""),
        ANSWER("答案", "正确答案", "ANSWER"),
        EXPLANATION("解析", "答案解析", "EXPLANATION");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> headings;

        Is(String... headings) {
            this.headings = List.of(headings);
        }

        String heading() {
            return headings.getFirst();
        }
    }

    /// What a heading means; nothing for one that means nothing here.
    static Optional<SheetColumn> of(String heading) {
        String word = heading.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
        for (Is is : Is.values()) {
            if (is == Is.OPTION) {
                Optional<SheetColumn> option = IntStream.range(0, Question.OPTIONS)
                        .filter(place -> is.headings.stream().anyMatch(one -> word.equals(one + Asked.letter(place))))
                        .mapToObj(place -> new SheetColumn(is, place))
                        .findFirst();
                if (option.isPresent()) {
                    return option;
                }
            } else if (is.headings.contains(word)) {
                return Optional.of(new SheetColumn(is, -1));
            }
        }
        return Optional.empty();
    }

    String heading() {
        return is == Is.OPTION ? is.heading() + Asked.letter(option) : is.heading();
    }
}
