package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hongting.central.personal.QuizRecord;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Marking;

/// What a member sees of their own quizzes. Safe for use by many threads.
public final class MemberQuizzes implements QuizRecord {
    /// How long places are taken as they were: who asks for many members asks for the same contests again and again.
    private static final Duration KNOWN = Duration.ofSeconds(5);

    private final ContestBoard board;
    private final Clock clock;
    private final Map<QuizId, Places> known = new ConcurrentHashMap<>();

    private record Places(Instant at, Map<String, Integer> byMember) {}

    /// @param clock in the site's zone
    public MemberQuizzes(ContestBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    /// The results by which they stand, the latest first: one of each test and contest, and of each day of a daily
    /// quiz.
    @Override
    public List<PersonalEntry.QuizResult> resultsOf(Transaction transaction, MemberId member) {
        Map<QuizId, List<Attempt>> byQuiz = new HashMap<>();
        Attempt.of(transaction, member)
                .forEach(attempt -> attempt.quiz()
                        .ifPresent(quiz -> byQuiz.computeIfAbsent(quiz, id -> new ArrayList<>())
                                .add(attempt)));
        List<Found> found = new ArrayList<>();
        byQuiz.forEach((id, attempts) -> Quizzes.find(transaction, id)
                .ifPresent(quiz -> Counting.judge(quiz, clock.getZone(), attempts).stream()
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
        Integer place = quiz.isContest()
                ? places(transaction, quiz).get(found.attempt().member().value())
                : null;
        return new PersonalEntry.QuizResult(
                quiz.id(),
                title.length() > PersonalEntry.TITLE ? title.substring(0, PersonalEntry.TITLE) : title,
                found.attempt().begun().at().atZone(clock.getZone()).toOffsetDateTime(),
                marks.score(),
                pass == null ? null : marks.score().percent() >= pass,
                place);
    }

    private Map<String, Integer> places(Transaction transaction, Quiz quiz) {
        Instant now = clock.instant();
        Places places = known.get(quiz.id());
        if (places == null || !places.at().plus(KNOWN).isAfter(now)) {
            places = new Places(
                    now,
                    board.of(transaction, quiz).people().stream()
                            .collect(Collectors.toMap(ContestBoard.Place::id, ContestBoard.Place::place)));
            known.put(quiz.id(), places);
        }
        return places.byMember();
    }

    private record Given(CourseId course, QuestionId question, Instant at, boolean wrong) {}

    /// What they answered wrong when they answered it last, in whatever attempt, the latest first. What people struck
    /// or credited is not wrong. Of an attempt that is not ended nothing is told, for it can still be changed; of a
    /// contest nothing until it is over: others are asked the same.
    @Override
    public List<PersonalEntry.WrongAnswer> wrongOf(Transaction transaction, MemberId member) {
        List<Given> given = new ArrayList<>();
        for (Attempt attempt : Attempt.of(transaction, member)) {
            if (attempt.ending().isEmpty() || isSecret(transaction, attempt)) {
                continue;
            }
            Instant begun = attempt.begun().at();
            CourseId course = attempt.source().course();
            given.addAll(transaction.query(
                    "SELECT question, points, used FROM quiz_mark WHERE terminal = ? AND attempt = ? AND member = ?"
                            + " AND answer IS NOT NULL",
                    row -> new Given(
                            course,
                            new QuestionId(row.text("question")),
                            begun.plusMillis(row.integer("used")),
                            !row.isNull("points") && row.integer("points") < Marking.FULL),
                    attempt.name().key()));
        }
        given.sort(Comparator.comparing(Given::at)
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

    private boolean isSecret(Transaction transaction, Attempt attempt) {
        return attempt.quiz()
                .flatMap(quiz -> Quizzes.find(transaction, quiz))
                .filter(quiz -> quiz.isContest() && quiz.phase(clock) != Quiz.Phase.OVER)
                .isPresent();
    }
}
