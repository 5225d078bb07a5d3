package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// Moodle's own XML.
final class MoodleReader {
    private static final Pattern FRACTION = Pattern.compile("-?\\d{1,3}(\\.\\d{1,9})?");

    private MoodleReader() {}

    static BankReading read(String file) {
        BankDraft draft = new BankDraft(BankProblem.Place.LINE);
        try {
            MoodleElement quiz = MoodleElement.read(file);
            if (!quiz.name.equals("quiz")) {
                return BankDraft.refused(quiz.line, Said.of(Sentence.MOODLE_NO_QUIZ));
            }
            quiz.all("question")
                    .filter(question -> !question.attribute("type").equals("category"))
                    .takeWhile(question -> !draft.isFull())
                    .forEach(question -> take(draft, question));
            return draft.finished();
        } catch (UnfitQuestion e) {
            return BankDraft.refused(e.number(), e.said());
        }
    }

    private static void take(BankDraft draft, MoodleElement question) {
        try {
            draft.add(question.line, asked(question));
        } catch (UnfitQuestion e) {
            draft.problem(e.number(), e.said());
        }
    }

    private static Asked asked(MoodleElement question) throws UnfitQuestion {
        String name = question.words("idnumber");
        String text = shown(question, "questiontext");
        String general = shown(question, "generalfeedback");
        return switch (question.attribute("type")) {
            case "multichoice" -> choice(question, name, text, general);
            case "truefalse" -> statement(question, name, text, general);
            case "shortanswer" -> {
                List<Weighed> answers = answers(question, false);
                yield Asked.blanks(
                        name,
                        text,
                        List.of(Weighed.wordings(question.line, answers)),
                        Weighed.explanation(general, answers));
            }
            default -> throw new UnfitQuestion(question.line, Said.of(Sentence.MOODLE_KIND));
        };
    }

    private static Asked choice(MoodleElement question, String name, String text, String general) throws UnfitQuestion {
        List<Weighed> answers = answers(question, true);
        boolean several = switch (question.words("single")) {
            case "false", "0" -> true;
            default -> false;
        };
        return Asked.choice(
                name,
                several,
                text,
                several ? Weighed.several(question.line, answers) : Weighed.single(question.line, answers),
                Weighed.explanation(general, answers));
    }

    private static Asked statement(MoodleElement question, String name, String text, String general)
            throws UnfitQuestion {
        List<Weighed> answers = answers(question, false);
        List<String> right = Weighed.wordings(question.line, answers);
        if (right.size() != 1 || !(right.contains("true") || right.contains("false"))) {
            throw new UnfitQuestion(question.line, Said.of(Sentence.MOODLE_STATEMENT));
        }
        StringBuilder explanation = new StringBuilder(general);
        answers.stream()
                .map(Weighed::feedback)
                .filter(feedback -> !feedback.isEmpty())
                .forEach(feedback ->
                        explanation.append(explanation.isEmpty() ? "" : "\n").append(feedback));
        return Asked.statement(name, text, right.contains("true"), explanation.toString());
    }

    /// @param isHtml what answers are where they name no format
    private static List<Weighed> answers(MoodleElement question, boolean isHtml) throws UnfitQuestion {
        List<Weighed> answers = new ArrayList<>();
        for (MoodleElement answer : question.all("answer").toList()) {
            String fraction = answer.attribute("fraction");
            if (!FRACTION.matcher(fraction).matches()) {
                throw new UnfitQuestion(answer.line, Said.of(Sentence.MOODLE_FRACTION));
            }
            String text = isHtml ? shown(answer) : written(answer);
            answers.add(new Weighed(text, Double.parseDouble(fraction), shown(answer, "feedback")));
        }
        return answers;
    }

    /// An answer that people write. Moodle lets a star stand for any words, which cannot be marked.
    private static String written(MoodleElement answer) throws UnfitQuestion {
        String words = answer.words("text").replace("\\*", "\uF8E0");
        if (words.indexOf('*') >= 0) {
            throw new UnfitQuestion(answer.line, Said.of(Sentence.MOODLE_STAR));
        }
        return QuestionText.plain(words.replace('\uF8E0', '*'));
    }

    private static String shown(MoodleElement within, String wanted) throws UnfitQuestion {
        Optional<MoodleElement> child = within.all(wanted).findFirst();
        return child.isEmpty() ? "" : shown(child.get());
    }

    private static String shown(MoodleElement element) throws UnfitQuestion {
        try {
            return element.shown();
        } catch (UnfitText e) {
            throw new UnfitQuestion(element.line, e.said());
        }
    }
}
