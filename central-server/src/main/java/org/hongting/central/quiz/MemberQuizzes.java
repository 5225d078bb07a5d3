package org.hongting.central.quiz;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Marking;

/// What a member sees of their own quizzes.
public final class MemberQuizzes {
    private final ContestBoard board;
    private final ZoneId zone;

    /// @param zone the site's
    public MemberQuizzes(ContestBoard board, ZoneId zone) {
        this.board = board;
        this.zone = zone;
    }

    /// The results by which they stand, the latest first: one of each test and contest, and of each day of a daily
    /// quiz.
    public List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member) {
        Map<QuizId, List<Attempt>> byQuiz = new HashMap<>();
        Attempt.of(transaction, member)
                .forEach(attempt -> attempt.quiz()
                        .ifPresent(quiz -> byQuiz.computeIfAbsent(quiz, id -> new ArrayList<>())
                                .add(attempt)));
        List<Found> found = new ArrayList<>();
        byQuiz.forEach((id, attempts) -> Quizzes.find(transaction, id)
                .ifPresent(quiz -> Counting.judge(quiz, zone, attempts).stream()
                        .filter(Counting.Judged::isResult)
                        .forEach(judged -> found.add(new Found(quiz, judged.attempt())))));
        return found.stream()
                .sorted(Comparator.comparing(
                                (Found one) -> one.attempt().begun().at())
                        .reversed()
                        .thenComparing(one -> one.quiz().id()))
                .limit(PersonalEntry.QUIZZES)
                .map(one -> result(transaction, one))
                .toList();
    }

    private record Found(Quiz quiz, Attempt attempt) {}

    private PersonalEntry.QuizResult result(Transaction transaction, Found found) {
        Quiz quiz = found.quiz();
        Attempt.Marks marks = found.attempt().marks().orElseThrow();
        String title = quiz.plan().title();
        Integer pass = quiz.plan().limits().pass();
        Optional<Integer> place = quiz.isContest()
                ? board.of(transaction, quiz).people().stream()
                        .filter(one -> one.id().equals(found.attempt().member().value()))
                        .map(ContestBoard.Place::place)
                        .findFirst()
                : Optional.empty();
        return new PersonalEntry.QuizResult(
                quiz.id(),
                title.length() > PersonalEntry.TITLE ? title.substring(0, PersonalEntry.TITLE) : title,
                found.attempt().begun().at().atZone(zone).toOffsetDateTime(),
                marks.score(),
                pass == null ? null : marks.score().percent() >= pass,
                place.orElse(null));
    }

    private record Given(CourseId course, QuestionId question, long at, boolean wrong) {}

    /// What they answered wrong when they answered it last, in whatever attempt, the latest first. What people struck
    /// or
    /// credited is not wrong.
    public List<PersonalEntry.WrongAnswer> wrongOf(Transaction transaction, MemberId member) {
        List<Given> given = new ArrayList<>();
        for (Attempt attempt : Attempt.of(transaction, member)) {
            long begun = attempt.begun().at().toEpochMilli();
            CourseId course = attempt.source().course();
            given.addAll(transaction.query(
                    "SELECT question, points, used FROM quiz_mark WHERE terminal = ? AND attempt = ? AND member = ?"
                            + " AND answer IS NOT NULL",
                    row -> new Given(
                            course,
                            new QuestionId(row.text("question")),
                            begun + row.integer("used"),
                            !row.isNull("points") && row.integer("points") < Marking.FULL),
                    attempt.name().key()));
        }
        given.sort(Comparator.comparingLong(Given::at)
                .reversed()
                .thenComparing(Given::course)
                .thenComparing(Given::question));
        Set<List<Object>> seen = new HashSet<>();
        return given.stream()
                .filter(one -> seen.add(List.of(one.course(), one.question())))
                .filter(Given::wrong)
                .limit(PersonalEntry.WRONG)
                .map(one -> new PersonalEntry.WrongAnswer(one.course(), one.question()))
                .toList();
    }
}
