package org.hongting.central.console;

import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import org.hongting.central.quiz.Attempt;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.central.quiz.QuizResults;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.port.Database;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Quizzes for scripts: make one, and read the results.
@RestController
class ApiQuizController {
    private static final int UNPROCESSABLE = 422;

    private final Database database;
    private final Quizzes quizzes;
    private final MessageSource words;
    private final ZoneId zone;

    ApiQuizController(Database database, Quizzes quizzes, MessageSource words, ZoneId siteZone) {
        this.database = database;
        this.quizzes = quizzes;
        this.words = words;
        this.zone = siteZone;
    }

    /// @param text in the language that the request asks for
    record Refused(String code, String text) {}

    record Made(String quiz) {}

    /// Makes a quiz of the fields of the console's form. 422 with the reason where they are none.
    @PostMapping("/api/quizzes")
    ResponseEntity<Object> make(QuizForm form, Principal principal) {
        try {
            Quiz.Plan plan = form.plan(zone);
            Quiz made = database.inTransaction(transaction -> quizzes.make(transaction, plan, principal.getName()));
            return ResponseEntity.ok(new Made(made.id().value()));
        } catch (QuizRefusal e) {
            String code = e.why().word();
            String text = words.getMessage(
                    "quiz.refusal." + code, new Object[] {e.detail()}, LocaleContextHolder.getLocale());
            return ResponseEntity.status(UNPROCESSABLE).body(new Refused(code, text));
        }
    }

    record Results(String quiz, String title, List<Result> attempts) {}

    /// One attempt.
    ///
    /// @param points hundredths of a question
    /// @param outOf the same
    /// @param used milliseconds
    /// @param standing whether it counts, and why not
    /// @param result whether the member stands by it
    record Result(
            String member,
            String round,
            String begun,
            int points,
            int outOf,
            long used,
            String standing,
            boolean result) {}

    @GetMapping("/api/quizzes/{id}/results")
    Results results(@PathVariable String id) {
        return database.reading(transaction -> {
            Quiz quiz = QuizPath.find(transaction, id);
            return new Results(
                    id,
                    quiz.plan().title(),
                    QuizResults.of(transaction, quiz, zone).stream()
                            .map(judged -> {
                                Attempt attempt = judged.attempt();
                                return new Result(
                                        attempt.member().value(),
                                        attempt.round(),
                                        attempt.begun().at().toString(),
                                        attempt.marks()
                                                .map(marks -> marks.score().points())
                                                .orElse(0),
                                        attempt.marks()
                                                .map(marks -> marks.score().of())
                                                .orElse(0),
                                        attempt.marks().map(Attempt.Marks::used).orElse(0L),
                                        judged.standing().word(),
                                        judged.isResult());
                            })
                            .toList());
        });
    }
}
