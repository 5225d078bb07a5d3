package org.hongting.central.console;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.quiz.Attempt;
import org.hongting.central.quiz.AttemptName;
import org.hongting.central.quiz.Counting;
import org.hongting.central.quiz.QuestionBanks;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.central.quiz.QuizResults;
import org.hongting.central.quiz.QuizRulings;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.record.QuizRuling.QuestionVerdict;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One attempt, down to each answer, and what is ruled about attempts and questions.
@Controller
class QuizAttemptController {
    private final Database database;
    private final Members members;
    private final QuestionBanks banks;
    private final QuizRulings rulings;
    private final MessageSource words;
    private final java.time.ZoneId zone;

    QuizAttemptController(
            Database database,
            Members members,
            QuestionBanks banks,
            QuizRulings rulings,
            MessageSource words,
            java.time.ZoneId siteZone) {
        this.database = database;
        this.members = members;
        this.banks = banks;
        this.rulings = rulings;
        this.words = words;
        this.zone = siteZone;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    /// A question of the paper as it was answered.
    ///
    /// @param points what it is worth now; empty where it is struck
    public record Row(
            int number, String id, String text, String answer, String key, String points, boolean right, long used) {}

    @GetMapping("/study/quizzes/{id}/attempts/{terminal}/{attempt}/{member}")
    String show(
            @PathVariable String id,
            @PathVariable String terminal,
            @PathVariable String attempt,
            @PathVariable String member,
            Locale locale,
            Model model) {
        AttemptName name = QuizPath.attempt(terminal, attempt, member);
        database.reading(transaction -> {
            Quiz quiz = QuizPath.find(transaction, id);
            Counting.Judged judged = QuizResults.of(transaction, quiz, zone).stream()
                    .filter(one -> one.attempt().name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            Attempt found = judged.attempt();
            model.addAttribute("quiz", quiz);
            model.addAttribute("attempt", found);
            model.addAttribute(
                    "state", judged.isResult() ? "result" : judged.standing().word());
            model.addAttribute(
                    "member",
                    members.find(transaction, name.member()).map(Member::name).orElse(member));
            model.addAttribute("rows", rows(transaction, quiz, name, locale));
            model.addAttribute("rulings", QuizRulings.ofAttempt(transaction, name));
            model.addAttribute(
                    "points",
                    found.marks().map(marks -> QuizBook.points(marks.score())).orElse("–"));
            model.addAttribute("counts", found.ruled().orElse(judged.standing() == Counting.Standing.COUNTS));
            return null;
        });
        model.addAttribute("noteCharacters", QuizRulings.NOTE_CHARACTERS);
        return "quiz-attempt";
    }

    private List<Row> rows(Transaction transaction, Quiz quiz, AttemptName name, Locale locale) {
        Map<QuestionId, Question> questions =
                banks.find(transaction, quiz.bank()).map(bank -> bank.byId()).orElse(Map.of());
        String yes = words.getMessage("quiz.true", null, locale);
        String no = words.getMessage("quiz.false", null, locale);
        List<Row> rows = new ArrayList<>();
        for (QuizResults.Answered answered : QuizResults.answers(transaction, name)) {
            Question question = questions.get(answered.question());
            rows.add(new Row(
                    rows.size() + 1,
                    answered.question().value(),
                    question == null ? answered.question().value() : question.text(),
                    answered.answer()
                            .map(answer -> QuizItems.words(answer, yes, no))
                            .orElse(""),
                    question == null ? "" : QuizItems.key(question, yes, no),
                    answered.points().map(QuizBook::plain).orElse(""),
                    answered.keyed() == org.hongting.protocol.quiz.Marking.FULL,
                    answered.used()));
        }
        return rows;
    }

    @PostMapping("/study/quizzes/{id}/attempts/{terminal}/{attempt}/{member}/ruling")
    String ruleAttempt(
            @PathVariable String id,
            @PathVariable String terminal,
            @PathVariable String attempt,
            @PathVariable String member,
            @RequestParam boolean counts,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        AttemptName name = QuizPath.attempt(terminal, attempt, member);
        attempt(
                back,
                () -> database.inTransaction(transaction -> {
                    rulings.rule(transaction, QuizPath.id(id), name, counts, note, principal.getName());
                    return null;
                }));
        return "redirect:/study/quizzes/" + QuizPath.id(id) + "/attempts/" + name.terminal() + "/" + name.attempt()
                + "/" + name.member();
    }

    @PostMapping("/study/quizzes/{id}/questions/{question}/ruling")
    String ruleQuestion(
            @PathVariable String id,
            @PathVariable String question,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        QuestionVerdict ruled = Words.find(QuestionVerdict.class, verdict)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        attempt(
                back,
                () -> database.inTransaction(transaction -> {
                    rulings.rule(
                            transaction,
                            QuizPath.id(id),
                            QuizPath.question(question),
                            ruled,
                            note,
                            principal.getName());
                    return null;
                }));
        return "redirect:/study/quizzes/" + QuizPath.id(id) + "/items";
    }

    private static void attempt(RedirectAttributes back, Runnable act) {
        try {
            act.run();
        } catch (QuizRefusal e) {
            if (e.why() == QuizRefusal.Why.NO_SUCH_QUIZ
                    || e.why() == QuizRefusal.Why.NO_SUCH_QUESTION
                    || e.why() == QuizRefusal.Why.NO_SUCH_ATTEMPT) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
            }
            back.addFlashAttribute("refusal", e.why().word());
        }
    }
}
