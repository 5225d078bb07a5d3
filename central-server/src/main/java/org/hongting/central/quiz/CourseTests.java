package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.study.TestResults;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// What plans and statements ask about tests: nothing that a terminal reckoned, only attempts that count, as they are
/// marked here.
public final class CourseTests implements TestResults {
    private final Clock clock;

    /// @param clock in the site's zone
    public CourseTests(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Test> tests(Transaction transaction) {
        return Quizzes.all(transaction).stream()
                .filter(quiz -> quiz.plan().kind() == QuizEntry.Kind.TEST)
                .flatMap(quiz -> Optional.ofNullable(quiz.plan().limits().pass())
                        .map(pass -> new Test(
                                quiz.id(),
                                quiz.plan().course(),
                                quiz.plan().title(),
                                pass,
                                quiz.phase(clock) == Quiz.Phase.OVER))
                        .stream())
                .sorted(Comparator.comparing(Test::isOver))
                .toList();
    }

    @Override
    public Map<MemberId, Instant> passed(Transaction transaction, QuizId test, String from, String until) {
        Map<MemberId, Instant> passed = new HashMap<>();
        Quiz quiz = Quizzes.find(transaction, test).orElse(null);
        Integer pass = quiz == null ? null : quiz.plan().limits().pass();
        if (quiz == null || pass == null || quiz.plan().kind() != QuizEntry.Kind.TEST) {
            return passed;
        }
        List<Attempt> attempts = transaction.query(
                Attempt.SELECT
                        + " WHERE quiz_attempt.quiz = ? AND quiz_attempt.member >= ? AND quiz_attempt.member < ?",
                Attempt::read,
                test.value(),
                from,
                until);
        for (Counting.Judged judged : Counting.judge(quiz, clock.getZone(), attempts)) {
            Attempt attempt = judged.attempt();
            if (judged.standing() == Counting.Standing.COUNTS
                    && attempt.marks().orElseThrow().score().percent() >= pass) {
                passed.merge(attempt.member(), ended(attempt), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return passed;
    }

    private static Instant ended(Attempt attempt) {
        return attempt.begun().at().plusMillis(attempt.marks().orElseThrow().used());
    }

    @Override
    public List<Sitting> of(Transaction transaction, MemberId member) {
        Map<QuizId, List<Attempt>> byQuiz = new LinkedHashMap<>();
        Attempt.of(transaction, member)
                .forEach(attempt -> attempt.quiz()
                        .ifPresent(quiz -> byQuiz.computeIfAbsent(quiz, id -> new ArrayList<>())
                                .add(attempt)));
        List<Sitting> sittings = new ArrayList<>();
        byQuiz.forEach((id, attempts) -> Quizzes.find(transaction, id)
                .filter(quiz -> quiz.plan().kind() == QuizEntry.Kind.TEST)
                .ifPresent(quiz -> Counting.judge(quiz, clock.getZone(), attempts).stream()
                        .filter(judged -> judged.standing() == Counting.Standing.COUNTS)
                        .flatMap(judged -> sitting(quiz, judged.attempt()).stream())
                        .forEach(sittings::add)));
        return sittings;
    }

    /// One that counts by a ruling may have no end: nothing is told of it.
    private static Optional<Sitting> sitting(Quiz quiz, Attempt attempt) {
        return attempt.ending()
                .map(ending -> new Sitting(
                        attempt.name().terminal() + "/" + attempt.source().epoch() + "/"
                                + attempt.source().seq(),
                        quiz.id(),
                        Optional.ofNullable(quiz.plan().limits().pass()),
                        attempt.begun().at(),
                        attempt.marks().orElseThrow().used(),
                        attempt.marks().orElseThrow().score(),
                        ending));
    }
}
