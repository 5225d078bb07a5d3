package org.hongting.central.console;

import java.time.ZoneId;
import java.util.List;
import org.hongting.central.quiz.Attempt;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizResults;
import org.hongting.protocol.port.Database;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Results of quizzes for scripts.
@RestController
class ApiQuizController {
    private final Database database;
    private final ZoneId zone;

    ApiQuizController(Database database, ZoneId siteZone) {
        this.database = database;
        this.zone = siteZone;
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
